#include "coord/base/remove_tree.h"

#include "coord/base/path.h"

namespace base {

namespace {

constexpr int kDeepest = 400;  // folders in folders
constexpr std::uint32_t kMine = 0700;

Result<void> remove_below(const std::string& path, int depth, Disk& disk) {
  const FileInfo info = TRY(disk.info(path));
  if (info.kind != FileKind::directory || depth == 0) return disk.remove(path);
  if ((info.mode & kMine) != kMine) TRY_VOID(disk.set_mode(path, kMine));
  for (const std::string& name : TRY(disk.list(path))) {
    TRY_VOID(remove_below(join_path(path, name), depth - 1, disk));
  }
  return disk.remove_dir(path);
}

}  // namespace

Result<void> remove_tree(Disk& disk, const std::string& path) {
  return remove_below(path, kDeepest, disk);
}

}  // namespace base
