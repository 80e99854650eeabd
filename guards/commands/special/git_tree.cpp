// Source: the pages named in git_tree.h; git-apply(1), git-mv(1), git-rm(1), git-worktree(1).
#include "guards/commands/special/git_tree.h"

#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/text.h"
#include "guards/commands/special/git_restore.h"
#include "guards/commands/special/patch_names.h"
#include "guards/commands/special/wildcard.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

void set_act(Meaning& meaning, GitAct act) {
  if (act == GitAct::none)
    std::erase_if(meaning.effects, [](const Effect& one) { return one.verb == Verb::git; });
  for (Effect& effect : meaning.effects) {
    if (effect.verb == Verb::git && effect.git != GitAct::configure) effect.git = act;
  }
}

void hangs_on_commits(Meaning& meaning, const GitCall& call) {
  meaning.doubts.push_back(
      {"which files git " + call.verb + " changes hangs on the commits", call.span, false});
}

Words words_of(const GitCall& call) {
  Words words;
  for (const Operand& operand : call.arguments.operands) words.push_back(operand.word);
  return words;
}

void remove(Meaning& meaning, const GitCall& call, const View& view) {
  if (call.arguments.has_any("--cached -n --dry-run")) return;
  for (const Operand& operand : call.arguments.operands)
    touch(meaning, operand.role, operand.word, view);
}

void move(Meaning& meaning, const GitCall& call, const View& view) {
  if (call.arguments.has_any("-n --dry-run")) return;
  Words words = words_of(call);
  if (words.size() < 2) return;
  Placing placing;
  placing.role = Role::from;
  placing.target = words.back();
  words.pop_back();
  placing.sources = std::move(words);
  place(meaning, placing, view);
}

void apply_to(Meaning& meaning, const PatchedFile& file, const GitCall& call, const View& view) {
  const Word* folder = call.arguments.value("--directory");
  const std::string& name = file.after.empty() ? file.before : file.after;
  const Word path{folder == nullptr ? name : below(folder->text, name), call.span};
  if (file.after.empty()) return touch(meaning, Role::gone, path, view);
  meaning.touches.push_back({.path = path.text, .span = path.span, .handed = true});
  meaning.touches.push_back(
      {.verb = Verb::write, .how = How::replace, .path = path.text, .span = path.span});
}

void apply(Meaning& meaning, const GitCall& call, const View& view) {
  Words words = words_of(call);
  for (const Word& word : words) touch(meaning, Role::in, word, view);
  constexpr std::string_view kLooking = "--check --stat --numstat --summary --cached";
  if (call.arguments.has_any(kLooking) && !call.arguments.has("--apply")) return;
  const auto text = words.empty() ? view.input() : view.content(words[0].text);
  if (!text || has_hole(*text)) hangs_on_commits(meaning, call);
  if (!text) return;
  const Word* strip = call.arguments.value("-p");
  const int count = strip != nullptr ? static_cast<int>(base::to_int(strip->text).value_or(1)) : 1;
  for (PatchedFile& file : patched_files(*text, count)) {
    if (has_hole(file.after) || has_hole(file.before)) continue;
    if (call.arguments.has_any("-R --reverse")) std::swap(file.before, file.after);
    apply_to(meaning, file, call, view);
  }
}

void worktree(Meaning& meaning, const GitCall& call, const View& view) {
  const Words words = words_of(call);
  if (words.size() < 2) return set_act(meaning, GitAct::none);
  if (words[0].text == "add") touch(meaning, Role::made, words[1], view);
  if (words[0].text == "remove") touch(meaning, Role::tree_gone, words[1], view);
}

void clone(Meaning& meaning, const GitCall& call, const View& view) {
  const Words words = words_of(call);
  if (words.empty()) return;
  const std::string& url = words[0].text;
  Word folder = words.size() > 1 ? words[1] : Word{last_part(url), words[0].span};
  if (words.size() == 1 && folder.text.ends_with(".git"))
    folder.text.resize(folder.text.size() - 4);
  touch(meaning, Role::made, folder, view);
  if (url.find("://") != std::string::npos || url.find('@') != std::string::npos) {
    meaning.effects.push_back(
        {.verb = Verb::network, .span = call.span, .by = "git", .detail = url});
  }
}

void init(Meaning& meaning, const GitCall& call, const View&) {
  const Words words = words_of(call);
  const std::string folder = words.empty() ? "" : words[0].text;
  meaning.touches.push_back({.verb = Verb::write,
                             .how = How::modify,
                             .path = folder.empty() ? ".git/config" : below(folder, ".git/config"),
                             .span = call.span});
}

void remote(Meaning& meaning, const GitCall& call, const View& view) {
  const Words words = words_of(call);
  constexpr std::array<std::string_view, 4> kLooking = {"show", "get-url", "update", "prune"};
  if (words.empty() || std::ranges::find(kLooking, words[0].text) != kLooking.end()) {
    return set_act(meaning, GitAct::none);
  }
  meaning.touches.push_back({.verb = Verb::write,
                             .how = How::replace,
                             .path = below(view.root(), ".git/config"),
                             .span = call.span});
}

void format_patch(Meaning& meaning, const GitCall& call, const View&) {
  if (call.arguments.has("--stdout")) return;
  const Word* folder = call.arguments.value("-o --output-directory");
  const std::string name = kUnknown + ".patch";
  meaning.touches.push_back({.verb = Verb::write,
                             .how = How::overwrite,
                             .path = folder == nullptr ? "./" + name : below(folder->text, name),
                             .span = call.span});
}

void bundle(Meaning& meaning, const GitCall& call, const View& view) {
  const Words words = words_of(call);
  if (words.size() < 2) return;
  touch(meaning, words[0].text == "create" ? Role::out : Role::in, words[1], view);
}

void push(Meaning& meaning, const GitCall& call, const View&) {
  bool forced = call.arguments.has_any("-f --force --force-with-lease --mirror --delete -d");
  for (const Word& word : words_of(call)) forced = forced || word.text.starts_with('+');
  if (forced) set_act(meaning, GitAct::force_push);
}

// bisect run CMD; submodule foreach CMD: programs of the user's.
void runner(Meaning& meaning, const GitCall& call, const View&) {
  const Words words = words_of(call);
  if (words.empty()) return;
  const bool runs = (call.verb == "bisect" && words[0].text == "run") ||
                    (call.verb == "submodule" && words[0].text == "foreach");
  if (runs) {
    const auto at = std::ranges::find(call.words, words[0].text, &Word::text);
    Run run{.kind = Run::Kind::shell, .span = call.span, .maybe = true};
    for (auto word = at + 1; word < call.words.end(); ++word) {
      if (word->text != "--recursive") run.text += word->text + " ";
    }
    meaning.runs.push_back(std::move(run));
  }
  constexpr std::array<std::string_view, 6> kMoving = {"update", "add",  "run",
                                                       "start",  "good", "bad"};
  if (std::ranges::find(kMoving, words[0].text) != kMoving.end()) hangs_on_commits(meaning, call);
}

void read_tree(Meaning& meaning, const GitCall& call, const View&) {
  if (call.arguments.has("-u")) hangs_on_commits(meaning, call);
}

void trailers(Meaning& meaning, const GitCall& call, const View& view) {
  for (const Operand& operand : call.arguments.operands)
    touch(meaning, operand.role, operand.word, view);
}

struct Row {
  std::string_view verb;
  void (*tell)(Meaning&, const GitCall&, const View&);
};

constexpr std::array kRows = {
    Row{"apply",              apply             },
    Row{"bisect",             runner            },
    Row{"bundle",             bundle            },
    Row{"checkout",           git_checkout      },
    Row{"checkout-index",     git_checkout_index},
    Row{"clean",              git_clean         },
    Row{"cherry-pick",        git_pick          },
    Row{"clone",              clone             },
    Row{"format-patch",       format_patch      },
    Row{"init",               init              },
    Row{"interpret-trailers", trailers          },
    Row{"merge",              git_merge         },
    Row{"mv",                 move              },
    Row{"push",               push              },
    Row{"read-tree",          read_tree         },
    Row{"remote",             remote            },
    Row{"reset",              git_reset         },
    Row{"restore",            git_restore       },
    Row{"revert",             git_pick          },
    Row{"rm",                 remove            },
    Row{"stash",              git_stash         },
    Row{"submodule",          runner            },
    Row{"switch",             git_switch        },
    Row{"worktree",           worktree          },
};

}  // namespace

void tell_git_tree(Meaning& meaning, const GitCall& call, const View& view) {
  for (const Row& row : kRows) {
    if (row.verb == call.verb) return row.tell(meaning, call, view);
  }
}

bool fits_pathspec(std::string_view spec, std::string_view path) {
  if (spec == "." || spec == path) return true;
  if (path.size() > spec.size() && path.starts_with(spec) &&
      (spec.ends_with('/') || path[spec.size()] == '/')) {
    return true;
  }
  return fits_stars(spec, path, [&](std::size_t s, std::size_t p) -> std::size_t {
    return s < spec.size() && (spec[s] == '?' || spec[s] == path[p]) ? 1 : 0;
  });
}

}  // namespace guards::commands
