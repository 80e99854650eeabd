#include "coord/journal/flock.h"

#include <sys/file.h>

#include <cerrno>
#include <utility>

#include "coord/base/os_error.h"
#include "coord/journal/lock_support.h"

namespace coord {

namespace {

using base::Code;

// Reading /proc/locks stops every lock of the machine for a moment: 5 to 14 ms were measured. So it
// is done once per wait that fails, and before the deadline when the wait is long enough for that.
constexpr base::Millis kNamingMs = 15;
constexpr base::Millis kLongWaitMs = 40;

// 0, or the errno of a flock(2) that no signal is to blame for.
int try_lock(int fd) {
  while (::flock(fd, LOCK_EX | LOCK_NB) == -1) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

// Like try_lock, but sleeps; EINTR when the deadline has passed.
int wait_for_lock(base::Clock& clock, int fd, base::Millis give_up_at) {
  const Waker waker(give_up_at - clock.wait_ms());
  if (!waker.is_armed()) return EAGAIN;  // asleep without it, nothing would ever end the wait
  while (::flock(fd, LOCK_EX) == -1) {
    if (errno != EINTR) return errno;
    if (clock.wait_ms() >= give_up_at) return EINTR;
  }
  return 0;
}

}  // namespace

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this != &other) {
    release();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

FileLock::~FileLock() {
  release();
}

void FileLock::release() noexcept {
  if (fd_ >= 0) ::flock(fd_, LOCK_UN);
  fd_ = -1;
}

base::Result<FileLock> FileLock::take(base::World& world, const base::FileHandle& file,
                                      const std::string& path, base::Millis give_up_at) {
  const base::Millis left = give_up_at - world.clock.wait_ms();
  int error = try_lock(file.fd());
  if (error == EWOULDBLOCK && left > 0) {
    error =
        wait_for_lock(world.clock, file.fd(), give_up_at - (left < kLongWaitMs ? 0 : kNamingMs));
  }
  if (error == 0) return FileLock(file.fd());
  base::Error refused = lock_error(error, path);
  if (refused.code != Code::timed_out) return tl::unexpected<base::Error>(std::move(refused));
  const auto info = world.disk.info(file);
  const std::string holder = info ? lock_holder(world.disk, info->id) : "";
  if (!holder.empty()) refused.where = path + " is held by " + holder;
  if (left >= kLongWaitMs && wait_for_lock(world.clock, file.fd(), give_up_at) == 0) {
    return FileLock(file.fd());
  }
  return tl::unexpected<base::Error>(std::move(refused));
}

base::Error lock_error(int os_error, const std::string& path) {
  if (os_error == EWOULDBLOCK || os_error == EINTR) {
    return {Code::timed_out, "the lock was not had in time", path, "try again"};
  }
  base::Error error = base::os_error(os_error, "lock", path);
  if (error.code != Code::unsupported) return error;
  const auto system = file_system_of(path);
  if (system) error.what += " (" + std::string(system->name) + ")";
  error.hint = "put the state folder on a local disk, or use the remote backend";
  return error;
}

}  // namespace coord
