#include "hooks/cli/state_place.h"

#include "coord/base/path.h"
#include "coord/git/layout.h"

namespace hooks::cli {

base::Result<guards::Place> find_place(base::World& world) {
  if (world.env.cwd.empty()) {
    return base::fail(base::Code::not_found, "the current folder is gone", {}, "cd to the project");
  }
  const coord::Layout layout = TRY(coord::find_layout(world.disk, world.env.cwd));
  return guards::Place{layout.root, layout.git_dir, coord::state_dir(layout, world.env.cwd, world),
                       world.env.home};
}

base::Result<std::string> find_state_dir(base::World& world) {
  return TRY(find_place(world)).state_dir;
}

base::Result<std::string> own_state_dir(base::World& world) {
  std::string path = TRY(find_state_dir(world));
  TRY_VOID(coord::open_state_dir(world, path));
  return path;
}

std::string audit_path(const std::string& state_dir) {
  return base::join_path(state_dir, "audit.jsonl");
}

}  // namespace hooks::cli
