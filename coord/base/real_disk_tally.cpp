#include <fcntl.h>
#include <unistd.h>

#include "coord/base/tally.h"

namespace base {

void add_to_tally(const char* path) noexcept {
  const int fd =
      open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  if (fd < 0) return;
  static_cast<void>(write(fd, ".", 1) == 1);
  close(fd);
}

}  // namespace base
