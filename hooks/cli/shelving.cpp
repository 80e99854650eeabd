#include "hooks/cli/shelving.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_others.h"
#include "coord/git/difference.h"
#include "coord/git/merge.h"
#include "coord/journal/names.h"
#include "hooks/cli/guarded.h"
#include "hooks/cli/scratch.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;
using coord::ShelfFile;
using coord::ShelfSide;

constexpr std::uint32_t kExecutable = 0111;

Result<std::vector<std::string>> changed_files(const coord::GitSpot& at,
                                               const std::vector<std::string>& paths) {
  coord::GitSpot from = at;
  if (paths.empty()) from.folder = from.root;
  coord::Names names = TRY(coord::differing_files(from, "HEAD", paths));
  std::ranges::move(TRY(coord::untracked_files(from, paths, false)), std::back_inserter(names));
  coord::sort_once(names);
  return names;
}

// The bits a commit knows; the others stay as they are.
std::optional<std::uint32_t> mode_for(const ShelfSide& wanted, const Desk& desk,
                                      const std::string& name, base::World& world) {
  const auto info = world.disk.info(base::join_path(desk.place.root, name));
  if (!info || info->kind != base::FileKind::regular) return wanted.mode;
  const bool runs = (wanted.mode & kExecutable) != 0;
  if (runs == ((info->mode & kExecutable) != 0)) return std::nullopt;
  const std::uint32_t readers = (info->mode & 0444) >> 2U;
  return runs ? info->mode | readers : info->mode & ~kExecutable;
}

// A link is written by git, which wants it as an object.
Result<Rewrite> rewrite_to(const std::optional<ShelfSide>& side, const std::string& name,
                           const Desk& desk, base::World& world) {
  Rewrite file{name, std::nullopt};
  if (!side) return file;
  if (side->link) {
    file.link =
        coord::SavedFile{name, true, 0, TRY(coord::store_blob(root_of(desk, world), side->bytes)),
                         side->bytes.size()};
    return file;
  }
  file.bytes = side->bytes;
  file.mode = mode_for(*side, desk, name, world);
  return file;
}

bool is_same(const std::optional<ShelfSide>& a, const std::optional<ShelfSide>& b) {
  if (!a || !b) return !a && !b;
  const bool runs_alike = ((a->mode ^ b->mode) & 0100) == 0;
  return a->link == b->link && a->bytes == b->bytes && (a->link || runs_alike);
}

Result<void> plan_whole(const std::vector<std::string>& names, const Desk& desk, ShelfPlan& plan,
                        base::World& world) {
  const Scratch scratch = TRY(Scratch::make(desk.place.state_dir, "shelf", world));
  auto committed = TRY(coord::committed_sides(root_of(desk, world), names, scratch.path()));
  for (const std::string& name : names) {
    ShelfFile file{name, TRY(coord::side_now(root_of(desk, world), name)), std::nullopt};
    const auto before = committed.find(name);
    if (before != committed.end()) file.without = std::move(before->second);
    plan.files.push_back(TRY(rewrite_to(file.without, name, desk, world)));
    plan.kept.push_back(std::move(file));
  }
  return {};
}

// The edits of who asks are taken back as `undo` does; those of the others stay.
Result<void> plan_shared(const std::vector<std::string>& names, const Desk& desk, ShelfPlan& plan,
                         base::World& world) {
  if (names.empty()) return {};
  const auto is_meant = [&](const auto& one) {
    return std::ranges::find(names, one.name) != names.end();
  };
  UndoWish wish;
  wish.agent = desk.agent;
  const auto record = TRY(coord::read_record(world, desk.place.state_dir, desk.place.root));
  UndoPlan undo = TRY(plan_undo(desk, record, wish, world));
  std::ranges::copy_if(undo.conflicts, std::back_inserter(plan.conflicts), is_meant);
  for (Rewrite& file : undo.files) {
    if (!is_meant(file)) continue;
    ShelfFile kept{file.name, TRY(coord::side_now(root_of(desk, world), file.name)), std::nullopt};
    if (file.bytes)
      kept.without = ShelfSide{*file.bytes, false, kept.with ? kept.with->mode : 0644};
    plan.kept.push_back(std::move(kept));
    plan.files.push_back(std::move(file));
  }
  return {};
}

void find_obstacles(const Desk& desk, ShelfPlan& plan, base::World& world) {
  for (const Rewrite& file : plan.files) {
    std::string why = obstacle_at(file.name, desk, world);
    if (!why.empty()) plan.conflicts.push_back({file.name, "", why + "\n"});
  }
}

// What the file becomes; a conflict where no text holds both.
Result<std::optional<Conflict>> bring_back(const ShelfFile& file, const Desk& desk, ShelfPlan& plan,
                                           base::World& world) {
  const auto now = TRY(coord::side_now(root_of(desk, world), file.name));
  if (is_same(now, file.with)) return std::optional<Conflict>();
  if (is_same(now, file.without)) {
    plan.files.push_back(TRY(rewrite_to(file.with, file.name, desk, world)));
    return std::optional<Conflict>();
  }
  const bool texts =
      now && file.with && file.without && !now->link && !file.with->link && !file.without->link;
  if (!texts)
    return std::optional(Conflict{file.name, "", "the file came, went or changed since\n"});
  const Scratch scratch = TRY(Scratch::make(desk.place.state_dir, "merge", world));
  auto merged = TRY(coord::merge(
      world, scratch.path(),
      {now->bytes, file.without->bytes, file.with->bytes, "when it was shelved", "the shelf"}));
  if (merged.conflict) return std::optional(Conflict{file.name, "", std::move(merged.text)});
  const ShelfSide both{std::move(merged.text), false, file.with->mode};
  plan.files.push_back(TRY(rewrite_to(both, file.name, desk, world)));
  return std::optional<Conflict>();
}

bool is_named(const std::string& name, const std::vector<std::string>& paths,
              const coord::GitSpot& at) {
  return std::ranges::any_of(paths, [&](const std::string& path) {
    return base::join_path(at.folder, path) == base::join_path(at.root, name);
  });
}

struct Changed {
  const std::string& name;
  bool named;  // by who asks
};

// What nobody is on record for goes with a person, or when it is named; the work of others stays.
Result<void> choose_not_mine(const Changed& file, const coord::Whose& whose, const Desk& desk,
                             ShelfChoice& choice) {
  if (whose.theirs && file.named) {
    return base::fail(Code::denied, "this file is the work of " + whose.theirs->agent,
                      base::one_line(file.name), "name your own files only");
  }
  if (whose.theirs) return {};
  if (file.named || desk.agent.starts_with("human@")) {
    choice.whole.push_back(file.name);
  } else {
    choice.left.push_back({file.name, "nobody is on record for it: name it"});
  }
  return {};
}

}  // namespace

std::vector<std::string> ShelfChoice::all() const {
  std::vector<std::string> names = whole;
  names.insert(names.end(), shared.begin(), shared.end());
  return names;
}

Result<ShelfChoice> choose_for_shelf(const Desk& desk, const std::vector<std::string>& paths,
                                     base::World& world) {
  coord::Others others =
      coord::others_of(TRY(desk.leases->standing()), desk.agent, world.clock.wall_ms());
  TRY_VOID(
      coord::read_edits(world, coord::journal_path(desk.place.state_dir), desk.place.root, others));
  const coord::GitSpot at{world, desk.place.root, world.env.cwd};
  ShelfChoice choice;
  const auto changed = TRY(changed_files(at, paths));
  // What may not be shown is not copied, and what may not be written does not go: secrets, and what
  // decides whether the guard is asked.
  const auto guarded = guarded_here(changed, guards::Use::read_and_write, desk, world);
  for (const std::string& name : changed) {
    if (guarded.contains(name)) {
      choice.left.push_back({name, "guarded"});
      continue;
    }
    const coord::Whose whose = TRY(coord::whose(others, at, name));
    if (whose.mine) {
      (whose.theirs ? choice.shared : choice.whole).push_back(name);
    } else {
      TRY_VOID(choose_not_mine({name, is_named(name, paths, at)}, whose, desk, choice));
    }
  }
  return choice;
}

Result<ShelfPlan> plan_shelving(const Desk& desk, const ShelfChoice& choice, base::World& world) {
  ShelfPlan plan;
  TRY_VOID(plan_whole(choice.whole, desk, plan, world));
  TRY_VOID(plan_shared(choice.shared, desk, plan, world));
  find_obstacles(desk, plan, world);
  return plan;
}

Result<ShelfPlan> plan_return(const Desk& desk, std::vector<ShelfFile> files, base::World& world) {
  ShelfPlan plan;
  for (const ShelfFile& file : files) {
    auto conflict = TRY(bring_back(file, desk, plan, world));
    if (conflict) plan.conflicts.push_back(*std::move(conflict));
  }
  find_obstacles(desk, plan, world);
  plan.kept = std::move(files);
  return plan;
}

}  // namespace hooks::cli
