#include "hooks/cli/exporting.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "coord/base/environment.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/cli/child.h"
#include "hooks/cli/guarded.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::FileKind;
using base::Result;
using Names = std::vector<std::string>;

constexpr std::size_t kAtOnce = 500;  // names a command line surely takes

void add(Names& to, Names more) {
  std::ranges::move(more, std::back_inserter(to));
}

// Of what git ignores, what was asked for by name.
Result<Names> ignored_below(const Desk& desk, const Names& paths, base::World& world) {
  if (paths.empty()) return Names{};
  const coord::GitSpot at{world, desk.place.root, world.env.cwd};
  return coord::untracked_files(at, paths, true);
}

Result<Names> names_to_copy(const Desk& desk, const Names& with, base::World& world) {
  const coord::GitSpot at = root_of(desk, world);
  Names names = TRY(coord::tracked_files(at, {}));
  add(names, TRY(coord::untracked_files(at, {}, false)));
  add(names, TRY(ignored_below(desk, with, world)));
  coord::sort_once(names);
  return names;
}

// A tracked file that is not there is not copied: sparse, or removed. A folder is a repository.
void sort_out(const Desk& desk, Names names, Exported& out, base::World& world) {
  const bool person = desk.agent.starts_with("human@");
  const auto guarded =
      person ? std::set<std::string>() : guarded_here(names, guards::Use::read, desk, world);
  for (std::string& name : names) {
    const auto info = world.disk.info(base::join_path(desk.place.root, name));
    if (!info) continue;
    if (guarded.contains(name)) {
      out.left.push_back({std::move(name), "guarded from being read"});
    } else if (info->kind == FileKind::directory) {
      out.left.push_back({std::move(name), "a repository of its own"});
    } else if (info->kind != FileKind::other) {
      out.files.push_back(std::move(name));
    }
  }
}

Result<void> copy(const Desk& desk, const Names& files, const std::string& folder) {
  for (std::size_t at = 0; at < files.size(); at += kAtOnce) {
    const std::size_t end = std::min(at + kAtOnce, files.size());
    Names words = {"cp", "-a", "--parents", "-t", folder, "--"};
    for (std::size_t i = at; i < end; ++i) words.push_back(files[i]);
    const Ran ran = TRY(run_command({std::move(words), {}, desk.place.root, base::environment()}));
    if (ran.exit_code == 0) continue;
    return base::fail(Code::io, "not all files could be copied", base::one_line(ran.err, 300));
  }
  return {};
}

Result<void> put_link(const std::string& path, const std::string& target) {
  const Ran ran = TRY(run_command({
      {"ln",  "-sfn", "--", target, path},
      {},
      {},
      base::environment()
  }));
  if (ran.exit_code == 0) return {};
  return base::fail(Code::io, "a link could not be made", base::one_line(ran.err, 300));
}

Result<void> put(const coord::ShelfFile& file, const std::string& folder, base::World& world) {
  const std::string path = base::join_path(folder, file.name);
  if (!file.without) {
    auto gone = world.disk.remove(path);
    if (!gone && gone.error().code != Code::not_found) return gone;
    return {};
  }
  TRY_VOID(base::make_dirs(world.disk, std::string(base::dir_name(path)), 0755));
  if (file.without->link) return put_link(path, file.without->bytes);
  TRY_VOID(base::replace_file(world.disk, path, file.without->bytes, file.without->mode));
  return world.disk.set_mode(path, file.without->mode);
}

}  // namespace

Result<Exported> export_tree(const Desk& desk, const std::string& folder, const Names& with,
                             base::World& world) {
  Exported out;
  sort_out(desk, TRY(names_to_copy(desk, with, world)), out, world);
  TRY_VOID(copy(desk, out.files, folder));
  out.ignored = TRY(coord::ignored_places(root_of(desk, world)));
  std::erase_if(out.ignored, [&](const std::string& place) {
    return std::ranges::any_of(out.files, [&](const std::string& file) {
      return base::is_within(file, place.substr(0, place.find_last_not_of('/') + 1));
    });
  });
  return out;
}

Result<void> take_out(const ShelfPlan& changes, const std::string& folder, base::World& world) {
  for (const coord::ShelfFile& file : changes.kept) TRY_VOID(put(file, folder, world));
  return {};
}

}  // namespace hooks::cli
