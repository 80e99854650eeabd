#include "hooks/cli/scratch.h"

#include "coord/base/env.h"

namespace hooks::cli {

namespace {

constexpr int kDeepest = 400;  // folders in folders

base::Result<void> remove_below(const std::string& path, int depth, base::Disk& disk) {
  const base::FileInfo info = TRY(disk.info(path));
  if (info.kind != base::FileKind::directory || depth == 0) return disk.remove(path);
  if ((info.mode & 0700) != 0700) TRY_VOID(disk.set_mode(path, 0700));
  for (const std::string& name : TRY(disk.list(path))) {
    TRY_VOID(remove_below(path + "/" + name, depth - 1, disk));
  }
  return disk.remove_dir(path);
}

}  // namespace

std::string scratch_name(std::string_view what, const base::World& world) {
  const std::string temporary = base::env_value("TMPDIR");
  return (temporary.empty() ? "/tmp" : temporary) + "/flockgate-" + std::string(what) + "-" +
         std::to_string(world.env.pid) + "-" + std::to_string(world.clock.wall_ms());
}

base::Result<void> remove_tree(const std::string& path, base::Disk& disk) {
  return remove_below(path, kDeepest, disk);
}

}  // namespace hooks::cli
