#include <sys/vfs.h>

#include <cerrno>

#include "coord/base/os_error.h"
#include "coord/journal/lock_support.h"

namespace coord {

base::Result<FileSystem> file_system_of(const std::string& path) {
  struct statfs found = {};
  if (::statfs(path.c_str(), &found) == -1) {
    return tl::unexpected<base::Error>(base::os_error(errno, "look at the file system", path));
  }
  return file_system_by(static_cast<std::uint32_t>(found.f_type));
}

}  // namespace coord
