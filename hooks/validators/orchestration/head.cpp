#include "hooks/validators/orchestration/head.h"

#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "guards/commands/special/git_deed.h"
#include "guards/words.h"
#include "hooks/validators/orchestration/deeds.h"
#include "hooks/validators/orchestration/refusal.h"

namespace hooks {

namespace {

using guards::Effect;
using guards::GitAct;
using guards::Verb;

constexpr std::size_t kHeadLimit = 4096;

std::string head_file(const guards::Place& place) {
  return base::join_path(place.git_dir, "HEAD");
}

std::string branch_in(std::string_view head) {
  constexpr std::string_view kBranch = "ref: refs/heads/";
  head = base::trim(head);
  return head.starts_with(kBranch) ? std::string(head.substr(kBranch.size())) : std::string();
}

// By its words alone: a switch to where HEAD is already counts, which does no harm here.
bool may_move_head(const Effect& effect) {
  if (effect.verb != Verb::git) return false;
  const auto nothing = [](const std::string&) { return false; };
  return guards::commands::read_git_deed(effect.detail, nothing).moves_head;
}

// Verbs of ours that act for the agent they find under the resource git (ADR-0071, ADR-0073).
bool acts_for_holder(const Effect& effect) {
  constexpr std::array<std::string_view, 7> kVerbs = {"baseline", "commit", "export",  "restore",
                                                      "shelve",   "undo",   "unshelve"};
  if (effect.verb != Verb::exec || effect.by != "flockgate") return false;
  const auto words = guards::words_of(effect.detail);
  return words.size() > 1 && std::ranges::find(kVerbs, words[1]) != kVerbs.end();
}

// Takes index.lock or the lock of HEAD.
bool writes_git(const Effect& effect) {
  constexpr std::array kActs = {GitAct::stage,   GitAct::commit, GitAct::switch_branch,
                                GitAct::discard, GitAct::stash,  GitAct::rewrite};
  if (effect.verb != Verb::git) return acts_for_holder(effect);
  return std::ranges::find(kActs, effect.git) != kActs.end() || may_move_head(effect);
}

// Programs that are over at once. A test run in front of a commit must not keep all others waiting.
bool is_quick(const Effect& effect) {
  constexpr std::array<std::string_view, 21> kQuick = {
      "flockgate", "basename", "cat",  "chmod", "cp",    "cut",   "date",
      "dirname",   "git",      "grep", "head",  "ls",    "mkdir", "mv",
      "rm",        "sed",      "sort", "tail",  "touch", "tr",    "wc"};
  return effect.verb != Verb::exec || std::ranges::find(kQuick, effect.by) != kQuick.end();
}

// The folder a pathspec names, or the whole tree where it may be anything; none for a file, which
// is a touch of its own.
std::optional<coord::Touch> reach_of(const Judgement& on, const std::string& folder,
                                     const std::string& pathspec) {
  using coord::lease::ScopeKind;
  coord::Touch touch{
      on.place.root, {ScopeKind::tree, {}},
       coord::Deed::change
  };
  if (pathspec.find_first_of(":*?[\\") != std::string::npos) return touch;
  const std::string path = base::join_path(folder, pathspec);
  const auto info = on.world.disk.info(path);
  if (info && info->kind != base::FileKind::directory) return std::nullopt;
  if (path == on.place.root || !base::is_within(path, on.place.root)) return touch;
  touch.file = path;
  touch.scope = {ScopeKind::directory, coord::tree_prefix(on.place.state_dir, on.place.git_dir) +
                                           base::relative_to(path, on.place.root)};
  return touch;
}

// Of `clean` the words are known, not what they are: a pattern to leave out may be among them.
std::vector<std::string> reached_paths(const guards::commands::GitDeed& deed) {
  if (deed.loss != guards::commands::Loss::untracked) return deed.paths;
  std::vector<std::string> paths;
  for (const std::string& word : deed.words) {
    if (word.starts_with("-e") || word.starts_with("--e")) return {};
    if (!word.starts_with('-')) paths.push_back(word);
  }
  return paths;
}

// A merge that fails puts back what it found, with reset --hard (git-merge(1), "pre-merge checks"
// of 2.38 on): what is written meanwhile is gone.
bool rewrites_tree(const Effect& effect) {
  constexpr std::array<std::string_view, 5> kVerbs = {"cherry-pick", "merge", "rebase", "revert",
                                                      "stash"};
  if (effect.verb != Verb::git) return false;
  const auto words = guards::words_of(effect.detail);
  const bool looks = words.size() > 1 && (words[1] == "list" || words[1] == "show");
  return !words.empty() && !looks && std::ranges::find(kVerbs, words[0]) != kVerbs.end();
}

// On no branch every commit is a new HEAD, and none of them a switch: git's log of HEAD says which.
bool was_committed(const Judgement& on) {
  base::Disk& disk = on.world.disk;
  const auto log = disk.open(on.place.git_dir + "/logs/HEAD", base::Open::read);
  const auto info = log ? disk.info(*log) : tl::unexpected(log.error());
  if (!info) return false;
  std::string tail(std::min<std::uint64_t>(info->size, kHeadLimit), '\0');
  const auto got = disk.read_at(*log, tail.data(), tail.size(), info->size - tail.size());
  if (!got || *got != tail.size()) return false;
  const std::size_t tab = tail.rfind('\t');
  return tab != std::string::npos && tail.compare(tab + 1, 7, "commit:") == 0;
}

}  // namespace

std::string branch_of(const Judgement& on) {
  return branch_of(on.place, on.world);
}

std::string branch_of(const guards::Place& place, base::World& world) {
  const auto head = base::read_file(world.disk, head_file(place), kHeadLimit);
  return head ? branch_in(*head) : std::string();
}

std::optional<coord::Touch> git_touch(const Judgement& on) {
  using coord::lease::ScopeKind;
  const auto& effects = on.effects.list;
  const auto here = [&](bool (*does)(const Effect&)) {
    return std::ranges::any_of(effects, [&](const Effect& effect) {
      return does(effect) && (effect.verb != Verb::git || reaches(on, effect));
    });
  };
  if (!here(writes_git)) return std::nullopt;
  const bool quick = std::ranges::all_of(effects, is_quick);
  if (!quick && !here(may_move_head)) return std::nullopt;
  const coord::lease::Scope git{ScopeKind::resource, "git"};
  const coord::lease::Scope head{ScopeKind::path, ".git/HEAD"};
  coord::Touch touch{head_file(on.place), quick ? git : head, coord::Deed::change};
  touch.may_keep = [] { return false; };
  return touch;
}

std::vector<coord::Touch> reach_touches(const Judgement& on) {
  std::vector<coord::Touch> touches;
  if (!std::ranges::all_of(on.effects.list, is_quick)) return touches;
  if (std::ranges::any_of(on.effects.list, rewrites_tree)) {
    touches.push_back(*reach_of(on, on.place.root, "."));
  }
  for (const auto& [effect, deed] : deeds_of(on)) {
    if (deed.loss == guards::commands::Loss::none) continue;
    const std::string folder = spot_of(on, *effect).folder;
    std::vector<std::string> paths = reached_paths(deed);
    if (paths.empty()) paths.push_back(on.place.root);
    for (const std::string& path : paths) {
      auto touch = reach_of(on, folder, path);
      if (!touch) continue;
      touches.push_back(*std::move(touch));
    }
  }
  return touches;
}

base::Result<Findings> news_of_head(const Judgement& on, coord::Coordinator& coordinator) {
  const auto rule = turn_rule(on.rules, "head-moved");
  if (!rule || rule->stage != guards::Stage::enforce) return Findings{};
  const auto news = TRY(coordinator.news_of(head_file(on.place)));
  if (!news) return Findings{};
  const std::string branch = branch_in(*news);
  if (branch.empty() && was_committed(on)) return Findings{};
  guards::Finding finding = finding_by(*rule);
  finding.what = branch.empty() ? std::string("a write while HEAD is on no branch, which is new")
                                : "a write on the branch " + base::one_line(branch, 80) +
                                      ", to which the checkout was switched";
  return Findings{finding};
}

}  // namespace hooks
