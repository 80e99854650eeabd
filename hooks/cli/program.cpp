#include "hooks/cli/program.h"

#include "coord/base/path.h"
#include "coord/base/text.h"

namespace hooks::cli {

base::Result<std::string> guard_program(base::World& world) {
  constexpr std::uint32_t kExecutable = 0111;
  const std::string path = base::join_path(base::dir_name(world.env.self), "flockgate");
  if (!base::is_utf8(path)) {
    return base::fail(base::Code::unsupported, "the path of this program is not UTF-8",
                      base::one_line(path), "install it under another path");
  }
  const base::Result<base::FileInfo> found = world.disk.info(path, true);
  const base::FileInfo info = found.value_or(base::FileInfo());
  if (info.kind != base::FileKind::regular || (info.mode & kExecutable) == 0) {
    return base::fail(base::Code::denied, "no program of ours is beside this one", path,
                      "install flockgate anew");
  }
  return path;
}

}  // namespace hooks::cli
