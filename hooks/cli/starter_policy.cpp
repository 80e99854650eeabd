#include "hooks/cli/starter_policy.h"

#include "coord/base/path.h"
#include "coord/git/layout.h"

namespace hooks::cli {

namespace {

constexpr std::string_view kStarter = R"({
  // This project's rules, over the built-in ones. `flockgate policy check` reads it.
  "packs": {},
  "rules": []
}
)";

}  // namespace

base::Result<std::string> write_starter_policy(base::World& world) {
  const coord::Layout layout = TRY(coord::find_layout(world.disk, world.env.cwd));
  const std::string root = layout.root.empty() ? world.env.cwd : layout.root;
  const std::string path = base::join_path(root, ".flockgate/policy.json");
  if (world.disk.info(path)) return "policy: " + path + " is there already, left alone";
  TRY_VOID(base::make_dirs(world.disk, std::string(base::dir_name(path)), 0755));
  TRY_VOID(base::replace_file(world.disk, path, kStarter, 0644));
  return "policy: wrote " + path;
}

}  // namespace hooks::cli
