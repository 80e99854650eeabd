// /proc, as told by proc(5): comm is readable for everybody, cwd only for the owner.
#include <algorithm>
#include <array>
#include <string_view>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/index_lock.h"

namespace coord {

namespace {

bool is_number(std::string_view name) {
  return name.find_first_not_of("0123456789") == std::string_view::npos;
}

// Files of /proc have no size: read_file would find them empty.
bool is_git(base::Disk& disk, const std::string& folder) {
  const auto file = disk.open(folder + "/comm", base::Open::read);
  if (!file) return false;
  std::array<char, 32> name = {};
  const auto size = disk.read_at(*file, name.data(), name.size(), 0);
  if (!size) return false;
  const std::string_view comm = base::trim({name.data(), *size});
  return comm == "git" || comm.starts_with("git-");
}

}  // namespace

base::Result<std::optional<std::int64_t>> git_at_work(base::World& world, const std::string& root) {
  for (const std::string& name : TRY(world.disk.list("/proc"))) {
    const std::string folder = "/proc/" + name;
    if (!is_number(name) || !is_git(world.disk, folder)) continue;
    const auto cwd = world.disk.read_link(folder + "/cwd");
    if (cwd && base::is_within(*cwd, root)) return base::to_int(name);
  }
  return std::optional<std::int64_t>();
}

}  // namespace coord
