// Source: git-reset(1), git-checkout(1), git-clean(1), git-stash(1), git-merge(1) of 2.39.
#include "hooks/validators/orchestration/deeds.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "coord/base/path.h"
#include "coord/git/difference.h"
#include "coord/git/layout.h"
#include "guards/commands/meaning.h"
#include "hooks/validators/orchestration/touches.h"

namespace hooks {

namespace {

using base::Result;
using coord::GitSpot;
using coord::Names;
using guards::Effect;
using guards::commands::GitDeed;
using guards::commands::Loss;
using guards::commands::Sweep;

// Folders that `clean` takes as a whole are asked for by name, unless they are too many.
constexpr std::size_t kMaxAsked = 500;

bool matters(const GitDeed& deed) {
  return deed.moves_head || deed.shares_stash || deed.loss != Loss::none ||
         deed.sweep != Sweep::none;
}

// A squash moves no HEAD, but a merge that does not work out puts back what it found with
// reset --hard and `stash apply`: for that while, or for good, everybody's changes are gone.
bool squashes(const GitDeed& deed) {
  return deed.verb == "merge" && std::ranges::find(deed.words, "--squash") != deed.words.end();
}

// Of the words behind git; a path counts from where git stands.
GitDeed deed_of(const Effect& effect, base::Disk& disk) {
  GitDeed deed = guards::commands::read_git_deed(effect.detail, [&](const std::string& path) {
    return disk.info(base::join_path(effect.path, path)).has_value();
  });
  if (squashes(deed)) {
    deed.loss = Loss::changes;
    deed.tree = "HEAD";
  }
  return deed;
}

bool is_here(const Judgement& on, const std::string& folder) {
  if (folder.empty()) return true;
  const auto layout = coord::find_layout(on.world.disk, folder);
  return layout && layout->root == on.place.root;
}

// What a verb has of this checkout, where flags or variables name another repository or tree.
struct Reach {
  bool files = false;  // those here, by what another repository or another root says
  bool refs = false;   // HEAD and the stash of this repository
  bool usual = false;  // both, as always
};

Reach reach_of(const Judgement& on, const Effect& effect) {
  if (effect.git_dir.empty()) return {.usual = is_here(on, effect.path)};
  if (guards::commands::has_hole(effect.git_dir)) return {.files = true, .refs = true};
  base::Disk& disk = on.world.disk;
  const std::string tree = disk.resolve(effect.git_tree).value_or(effect.git_tree);
  const std::string git_dir = disk.resolve(effect.git_dir).value_or(effect.git_dir);
  Reach reach;
  reach.refs = git_dir == on.place.git_dir;
  reach.usual = reach.refs && tree == on.place.root;
  reach.files = base::is_within(tree, on.place.root) || base::is_within(on.place.root, tree);
  return reach;
}

bool reaches_here(const Reach& reach) {
  return reach.usual || reach.files || reach.refs;
}

// What another repository knows and has committed is not asked: its settings could run programs.
// So all that is in no commit of ours may be hit.
void judge_from_outside(GitDeed& deed, const Reach& reach) {
  constexpr std::array<std::string_view, 5> kRefsOnly = {"branch", "commit", "symbolic-ref",
                                                         "update-ref", "worktree"};
  constexpr std::array<std::string_view, 3> kFiles = {"cherry-pick", "revert", "stash"};
  const auto is_one_of = [&](const auto& verbs) {
    return std::ranges::find(verbs, deed.verb) != verbs.end();
  };
  const bool writes =
      deed.loss != Loss::none || (deed.moves_head && !is_one_of(kRefsOnly)) || is_one_of(kFiles);
  const bool named = deed.loss == Loss::changes || deed.loss == Loss::files;
  if (!named) deed.paths.clear();
  deed.loss = reach.files && writes ? Loss::both : Loss::none;
  deed.tree = "HEAD";
  deed.sweep = Sweep::none;
  deed.moves_head = deed.moves_head && reach.refs;
  deed.shares_stash = deed.shares_stash && reach.refs;
}

// An index of one's own takes nobody's work along.
void leave_index(GitDeed& deed) {
  const bool stages = deed.verb == "add" || deed.verb == "stage";
  if (stages || deed.sweep == Sweep::index) deed.sweep = Sweep::none;
}

void add(Names& to, Names more) {
  std::ranges::move(more, std::back_inserter(to));
}

std::set<std::string> set_of(Names names) {
  return {std::make_move_iterator(names.begin()), std::make_move_iterator(names.end())};
}

GitSpot at_root(const GitSpot& at) {
  return {at.world, at.root, at.root};
}

bool goes_elsewhere(const GitDeed& deed) {
  constexpr std::array<std::string_view, 7> kVerbs = {"bisect", "checkout", "merge", "pull",
                                                      "rebase", "reset",    "switch"};
  return deed.moves_head && std::ranges::find(kVerbs, deed.verb) != kVerbs.end();
}

// Files git does not know are silently written over only where they are ignored: git refuses to
// lose the others (git-checkout(1), --overwrite-ignore).
Result<Names> written_over(const GitSpot& at, const GitDeed& deed) {
  Names names;
  for (const std::string& word : deed.words) {
    const std::string name = word == "-" ? "@{-1}" : word;
    if (name.starts_with('-')) continue;
    if (auto unknown = TRY(coord::unknown_files(at_root(at), name)))
      add(names, *std::move(unknown));
  }
  return names;
}

// What lies in folders that go as a whole. What is ignored and stands where programs put what they
// make is made again.
Result<Names> cleaned_work(const GitSpot& at, const GitDeed& deed) {
  Names names;
  Names folders;
  for (std::string& name : TRY(coord::cleaned_files(at, deed.words))) {
    (name.ends_with('/') ? folders : names).push_back(std::move(name));
  }
  if (folders.size() > kMaxAsked) {
    folders = {"."};
  } else {
    for (std::string& folder : folders) folder.insert(0, ":(literal)");
  }
  if (!folders.empty()) add(names, TRY(coord::untracked_files(at_root(at), folders, true)));
  if (std::ranges::none_of(names, is_generated)) return names;
  const auto work = set_of(TRY(coord::untracked_files(at_root(at), {}, false)));
  std::erase_if(
      names, [&](const std::string& name) { return is_generated(name) && !work.contains(name); });
  return names;
}

// What the verb does to this checkout; nothing when it does not reach it, or it is of no matter.
std::optional<GitDeed> deed_here(const Judgement& on, const Effect& effect) {
  GitDeed deed = deed_of(effect, on.world.disk);
  const bool named = !effect.git_dir.empty();
  if (!named && !matters(deed)) return std::nullopt;
  const Reach reach = reach_of(on, effect);
  if (named && !reach.usual) judge_from_outside(deed, reach);
  if (named && !base::is_within(effect.path, on.place.root)) deed.paths.clear();
  if (effect.own_index) leave_index(deed);
  if (!reaches_here(reach) || !matters(deed)) return std::nullopt;
  return deed;
}

}  // namespace

Deeds deeds_of(const Judgement& on) {
  Deeds deeds;
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != guards::Verb::git || effect.git == guards::GitAct::configure) continue;
    if (auto deed = deed_here(on, effect)) deeds.emplace_back(&effect, *std::move(deed));
  }
  return deeds;
}

bool reaches(const Judgement& on, const Effect& effect) {
  return reaches_here(reach_of(on, effect));
}

GitSpot spot_of(const Judgement& on, const Effect& effect) {
  const bool beside = !effect.git_dir.empty() && !base::is_within(effect.path, on.place.root);
  return {on.world, on.place.root, effect.path.empty() || beside ? on.place.root : effect.path};
}

bool hangs_on_commit(const GitDeed& deed) {
  return deed.loss == Loss::files ||
         (deed.loss == Loss::changes && !deed.tree.empty() && deed.tree != "HEAD");
}

Result<Names> lost_files(const GitSpot& at, const GitDeed& deed) {
  if (deed.loss == Loss::untracked) return coord::cleaned_files(at, deed.words);
  if (deed.loss == Loss::files) return coord::tracked_files(at, deed.paths);
  Names names = TRY(coord::differing_files(at, deed.tree, deed.paths));
  if (deed.loss == Loss::both) {
    // Without paths the whole tree is meant, wherever git stands.
    const GitSpot& from = deed.paths.empty() ? at_root(at) : at;
    add(names, TRY(coord::untracked_files(from, deed.paths, deed.ignored)));
  }
  return names;
}

Result<std::set<std::string>> uncommitted_files(const GitSpot& at, const GitDeed& deed) {
  Names names = TRY(coord::differing_files(at, "HEAD", deed.paths));
  add(names, TRY(coord::untracked_files(at, deed.paths, true)));
  return set_of(std::move(names));
}

bool endangers(const GitDeed& deed) {
  return deed.loss != Loss::none || goes_elsewhere(deed);
}

Result<Names> endangered_files(const GitSpot& at, const GitDeed& deed) {
  switch (deed.loss) {
    case Loss::none:
      return written_over(at, deed);
    case Loss::changes:
      return hangs_on_commit(deed) ? coord::lost_bytes(at, deed.tree, deed.paths)
                                   : coord::differing_bytes(at, deed.tree, deed.paths);
    case Loss::untracked:
      return cleaned_work(at, deed);
    case Loss::both:
      return lost_files(at, deed);
    case Loss::files:
      break;
  }
  return coord::differing_bytes(at, "HEAD", deed.paths);
}

}  // namespace hooks
