#include <string_view>

#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/git/layout.h"

namespace coord {

namespace {

using base::Code;
using base::FileInfo;
using base::FileKind;
using base::Result;

constexpr std::uint32_t kPrivate = 0700;
constexpr std::uint32_t kOthersMayWrite = 0022;
constexpr std::uint32_t kAnyoneMayWrite = 0002;
constexpr std::uint32_t kSticky = 01000;

// The folder at or above `from` that was initialised outside git; empty when there is none.
std::string initialised_folder(base::Disk& disk, const std::string& from) {
  for (std::string folder = from;; folder = std::string(base::dir_name(folder))) {
    const Result<FileInfo> info = disk.info(base::join_path(folder, ".flockgate"));
    if (info && info->kind == FileKind::directory) return folder;
    if (folder == "/" || folder == ".") return {};
  }
}

// One name per path, readable at its beginning.
std::string folder_name(const std::string& path) {
  std::string_view name = base::base_name(path);
  if (name == "/") name = "root";
  return std::string(name.substr(0, 64)) + "-" + base::to_text(base::hash128(path));
}

Result<void> refuse(const std::string& why, const std::string& path, std::string hint) {
  return base::fail(Code::denied, "the state folder cannot be trusted: " + why, path,
                    std::move(hint));
}

Result<void> check_folder(const FileInfo& info, const std::string& path, std::uint32_t me) {
  if (info.kind == FileKind::link) {
    return refuse("it is a link", path, "remove the link; flockgate makes the folder itself");
  }
  if (info.kind != FileKind::directory) {
    return refuse("it is no folder", path, "move it away; flockgate makes the folder itself");
  }
  if (info.owner != me && info.owner != 0) {
    return refuse("it belongs to user " + std::to_string(info.owner), path,
                  "let its owner remove it, or work as that user");
  }
  if ((info.mode & kOthersMayWrite) != 0) {
    return refuse("others may write to it", path, "chmod 700 " + path);
  }
  return {};
}

// Whoever may rename entries of the folder above can put another folder in our place.
Result<void> check_parent(base::World& world, const std::string& path) {
  const std::string parent(base::dir_name(path));
  const FileInfo info = TRY(world.disk.info(parent));
  if (info.kind == FileKind::link) {
    return refuse("the folder above it is a link", parent, "name the real folder");
  }
  if ((info.mode & kAnyoneMayWrite) != 0 && (info.mode & kSticky) == 0) {
    return refuse("anyone may write to the folder above it", parent, "chmod o-w " + parent);
  }
  return {};
}

}  // namespace

std::string state_dir(const Layout& layout, const std::string& from, const base::World& world) {
  if (layout.inside()) return layout.common_dir + "/flockgate";
  const std::string place = world.disk.resolve(from).value_or(base::normalise(from));
  const std::string folder = initialised_folder(world.disk, place);
  if (!folder.empty()) return base::join_path(folder, ".flockgate/state");
  if (world.env.state_home.empty()) return {};
  return world.env.state_home + "/flockgate/" + folder_name(place);
}

std::string tree_prefix(const std::string& state_dir, const std::string& git_dir) {
  if (base::is_within(state_dir, git_dir)) return {};
  return "@" + std::string(base::base_name(git_dir)) + "/";
}

Result<void> open_state_dir(base::World& world, const std::string& path) {
  Result<FileInfo> info = world.disk.info(path);
  if (!info && info.error().code == Code::not_found) {
    TRY_VOID(base::make_dirs(world.disk, path, kPrivate));
    info = world.disk.info(path);
  }
  if (!info) return tl::unexpected<base::Error>(std::move(info).error());
  TRY_VOID(check_folder(*info, path, world.env.uid));
  return check_parent(world, path);
}

}  // namespace coord
