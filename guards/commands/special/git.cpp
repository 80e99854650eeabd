// Source: git(1) 2.39 and the pages of the verbs named below.
#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/git_alias.h"
#include "guards/commands/special/git_changes.h"
#include "guards/commands/special/git_hooks.h"
#include "guards/commands/special/git_place.h"
#include "guards/commands/special/git_refs.h"
#include "guards/commands/special/git_tree.h"
#include "guards/commands/special/git_verbs.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"
#include "guards/words.h"

namespace guards::commands {

namespace {

// Settings that make git run programs (threat-model W7).
constexpr std::array<std::string_view, 9> kRunning = {
    "core.hookspath", "core.pager", "core.editor",   "core.fsmonitor",   "core.sshcommand",
    "alias.",         "filter.",    "diff.external", "credential.helper"};

bool names_running_setting(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::ranges::any_of(kRunning,
                             [&](std::string_view name) { return text.starts_with(name); });
}

// Paths as git prints them, relative to the current folder or to the work tree.
std::string printed_paths(const GitCall& call, const std::vector<std::string>& paths) {
  const char end = call.arguments.has("-z") ? '\0' : '\n';
  std::string out;
  for (const std::string& path : paths) {
    const auto& operands = call.arguments.operands;
    const bool wanted = operands.empty() || std::ranges::any_of(operands, [&](const Operand& one) {
                          return fits_pathspec(one.word.text, path);
                        });
    if (wanted) out += path + end;
  }
  return out;
}

std::vector<std::string> paths_of(const std::vector<GitChange>& changes) {
  std::vector<std::string> paths;
  paths.reserve(changes.size());
  for (const GitChange& one : changes) paths.push_back(one.path);
  return paths;
}

// Names relative to the current folder, as git ls-files prints them.
std::optional<std::string> listed_files(const GitCall& call, GitChanges& git) {
  if (call.arguments.has_any("-u --unmerged -s --stage -k --killed")) return std::nullopt;
  GitChanges::Changes changes;
  if (call.arguments.has_any("-m --modified -d --deleted")) {
    changes = git.unstaged();
  } else if (call.arguments.has_any("-o --others")) {
    changes = git.untracked(!call.arguments.has("--exclude-standard"), Untracked::inside);
  } else if (git.index()) {
    changes.emplace();
    for (const auto& file : git.index()->entries) changes->push_back({std::string(file.name)});
  }
  if (!changes) return std::nullopt;
  return printed_paths(call, paths_of(*changes));
}

// git diff --name-only [--cached] [COMMIT [COMMIT]] [--] [PATH...]
std::optional<std::string> differing_files(GitCall call, GitChanges& git) {
  if (!call.arguments.has("--name-only")) return std::nullopt;
  std::vector<std::string> commits;
  auto& operands = call.arguments.operands;
  while (!operands.empty() && commits.size() < 2) {
    const auto commit = git.revision(operands.front().word.text);
    if (!commit) break;
    commits.push_back(*commit);
    operands.erase(operands.begin());
  }
  const bool compares_index = commits.empty();
  if (compares_index) commits.push_back(git.revision("HEAD").value_or(""));
  const bool staged = call.arguments.has_any("--cached --staged");
  const auto changes = commits.size() == 2 ? git.between(commits[0], commits[1])
                       : staged            ? git.staged(commits[0])
                       : compares_index    ? git.unstaged()
                                           : git.to(commits[0]);
  if (!changes) return std::nullopt;
  return printed_paths(call, paths_of(*changes));
}

// HEAD~1, main..topic, @{u} and plain words may be commits; "src/a.c" and "notes.txt" hardly are.
bool is_spelled_as_path(std::string_view word) {
  return word.find_first_of("~^:@{*?[") == std::string_view::npos &&
         word.find("..") == std::string_view::npos && word.find('.') != std::string_view::npos;
}

// The patch of named files: their headers. What stands below them is known only when it runs.
std::optional<std::string> patch_of_named(const GitCall& call) {
  if (call.verb != "diff" || call.arguments.has_any("--name-only --name-status --stat --numstat"))
    return std::nullopt;
  std::string text;
  for (const Operand& operand : call.arguments.operands) {
    const std::string& path = operand.word.text;
    if (is_spelled_as_path(path))
      text.append("--- a/")
          .append(path)
          .append("\n+++ b/")
          .append(path)
          .append("\n")
          .append(kUnknown + "\n");
  }
  return text.empty() ? std::nullopt : std::optional(text);
}

// git rev-parse
std::optional<std::string> place_in_tree(const GitCall& call, const View& view) {
  if (call.arguments.has("--show-toplevel") && !view.root().empty()) return view.root() + "\n";
  if (call.arguments.has("--is-inside-work-tree")) return "true\n";
  if (call.arguments.has("--git-dir") && view.cwd() == view.root()) return ".git\n";
  if (call.arguments.has("--show-prefix") && view.cwd() == view.root()) return "\n";
  return std::nullopt;
}

std::optional<std::string> printed(const GitCall& call, const View& view) {
  if (auto patch = patch_of_named(call)) return patch;
  if (call.verb == "ls-files" || call.verb == "diff") {
    auto repository = find_repository(view, view.cwd());
    if (!repository || repository->root != view.cwd()) return std::nullopt;
    GitChanges git(view, *std::move(repository));
    return call.verb == "diff" ? differing_files(call, git) : listed_files(call, git);
  }
  if (call.verb == "for-each-ref" || call.verb == "show-ref") return listed_refs(call);
  return call.verb == "rev-parse" ? place_in_tree(call, view) : std::nullopt;
}

void tell_config(Meaning& meaning, const GitCall& call, const View& view) {
  const auto& operands = call.arguments.operands;
  constexpr std::string_view kReading =
      "--get --get-all --get-regexp --get-urlmatch -l --list --get-color --get-colorbool";
  constexpr std::string_view kWriting =
      "--unset --unset-all --add --replace-all --rename-section --remove-section -e --edit";
  const bool writes = call.arguments.has_any(kWriting) || operands.size() > 1;
  if (call.arguments.has_any(kReading) || !writes) {
    meaning.effects.clear();
    return;
  }
  std::string file =
      call.git_dir.empty() ? below(view.root(), ".git/config") : below(call.git_dir, "config");
  if (call.arguments.has("--global")) file = below(view.home(), ".gitconfig");
  if (call.arguments.has("--system")) file = "/etc/gitconfig";
  if (const Word* given = call.arguments.value("-f --file")) file = given->text;
  meaning.touches.push_back(
      {.verb = Verb::write, .how = How::replace, .path = file, .span = call.span});
}

void tell_reach(Meaning& meaning, const GitCall& call, const View& view) {
  const bool reads = call.verb == "blame" || call.verb == "annotate" ||
                     (call.verb == "diff" && call.arguments.has("--no-index"));
  for (const Operand& operand : call.arguments.operands) {
    if (reads && view.there(operand.word.text) == There::file)
      touch(meaning, Role::in, operand.word, view);
  }
  const Call plain{"git " + call.verb, &call.facts->words, call.words, call.span};
  Meaning by_table = describe_by_table(plain, view);
  switch (call.facts->reach) {
    case GitReach::tree:
      meaning.doubts.push_back(
          {"which files git " + call.verb + " changes hangs on the commits", call.span, false});
      [[fallthrough]];
    case GitReach::looks:
    case GitReach::own:
    case GitReach::paths:
      std::ranges::move(by_table.touches, std::back_inserter(meaning.touches));
      break;
    case GitReach::special:
      if (call.verb == "config")
        tell_config(meaning, call, view);
      else
        tell_git_tree(meaning, call, view);
      break;
  }
  std::ranges::move(by_table.runs, std::back_inserter(meaning.runs));
  for (Effect& effect : by_table.effects) {
    effect.by = "git";
    meaning.effects.push_back(std::move(effect));
  }
}

// Paths count from the folder of -C.
void move_to(Meaning& meaning, const std::string& folder) {
  if (folder.empty()) return;
  for (Touch& touch : meaning.touches) {
    if (!touch.path.starts_with('/')) touch.path = below(folder, touch.path);
  }
  for (Run& run : meaning.runs) run.cwd = folder;
  for (Effect& effect : meaning.effects) {
    if (effect.verb == Verb::git) effect.path = folder;
  }
}

Effect git_effect(const GitCall& call, const GitPlace& place) {
  Effect effect{.verb = Verb::git};
  effect.git_dir = place.git_dir;
  effect.git_tree = place.tree;
  effect.own_index = place.own_index;
  effect.git = call.facts->act;
  effect.span = call.span;
  effect.by = "git";
  add_word(effect.detail, call.verb);
  for (const Word& word : call.words) add_word(effect.detail, word.text);
  return effect;
}

// What the verb does to index and commits is not known to what follows.
void forget(Meaning& meaning, const GitCall& call, const View& view) {
  GitAct act = GitAct::none;
  for (const Effect& effect : meaning.effects) {
    if (effect.verb == Verb::git && effect.git != GitAct::configure) act = effect.git;
  }
  const bool index = act == GitAct::stage || act == GitAct::commit || act == GitAct::rewrite;
  if (!call.git_dir.empty() || (!index && act != GitAct::switch_branch)) return;
  const auto repository = find_repository(view, base::join_path(view.cwd(), call.folder));
  if (!repository) return;
  meaning.stale.push_back(repository->own + "/index");
  if (act != GitAct::stage) meaning.stale.push_back(repository->own + "/HEAD");
}

void tell_settings(Meaning& meaning, const Arguments& global, Span span) {
  for (const GivenFlag& flag : global.flags) {
    const bool sets = flag.name == "-c" || flag.name == "--config-env";
    if (!sets || !names_running_setting(flag.value.text)) continue;
    meaning.effects.push_back({.verb = Verb::git,
                               .git = GitAct::configure,
                               .span = span,
                               .by = "git",
                               .detail = "-c " + flag.value.text});
  }
}

}  // namespace

Meaning git(const Call& call, const View& view) {
  const Arguments global = read_arguments(call);
  Meaning meaning;
  tell_settings(meaning, global, call.span);
  if (global.rest.empty()) return meaning;
  const GitPlace place = read_git_place(global, view);
  GitCall own{global.rest[0].text,
              find_git_verb(global.rest[0].text),
              Words(global.rest.begin() + 1, global.rest.end()),
              call.span,
              {},
              place.folder,
              place.git_dir};
  if (own.facts == nullptr) {
    if (!tell_git_alias(meaning, global, call, view)) {
      meaning.doubts.push_back({"no facts about git " + own.verb, call.span, false});
    }
    return meaning;
  }
  own.arguments = read_arguments({"git " + own.verb, &own.facts->words, own.words, call.span});
  if (own.arguments.has_any("--help -h") && own.verb != "grep") return meaning;
  if (own.facts->act != GitAct::none) meaning.effects.push_back(git_effect(own, place));
  tell_reach(meaning, own, view);
  tell_git_refs(meaning, own, view);
  forget(meaning, own, view);
  move_to(meaning, own.folder);
  tell_git_hooks(meaning, own, view);
  if (view.wants_output() && own.folder.empty() && own.git_dir.empty())
    meaning.output = printed(own, view);
  return meaning;
}

}  // namespace guards::commands
