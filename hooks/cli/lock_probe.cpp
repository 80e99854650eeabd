#include "hooks/cli/lock_probe.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "coord/base/path.h"
#include "coord/journal/flock.h"
#include "hooks/cli/child.h"

namespace hooks::cli {

namespace {

using base::Code;

constexpr base::Millis kOneTry = 0;

// How the second process ends; none of them is what a process that never ran shows.
enum Seen : int { was_refused = 1, was_given, could_not_ask };

// In the second process: a file of its own, as everybody else would open it.
Seen ask(base::World& world, const std::string& path) {
  const base::Result<base::FileHandle> file = world.disk.open(path, base::Open::read);
  if (!file) return could_not_ask;
  const auto lock = coord::FileLock::take(world, *file, path, kOneTry);
  if (lock) return was_given;
  return lock.error().code == Code::timed_out ? was_refused : could_not_ask;
}

base::Result<Seen> ask_from_a_second_process(base::World& world, const std::string& path) {
  const pid_t second = ::fork();
  if (second < 0) return base::fail(Code::io, std::strerror(errno), "fork");
  if (second == 0) ::_exit(ask(world, path));
  return static_cast<Seen>(wait_for(second));
}

base::Result<void> probe(base::World& world, const std::string& path) {
  const base::FileHandle file = TRY(world.disk.open(path, base::Open::create_new));
  const coord::FileLock lock = TRY(coord::FileLock::take(world, file, path, kOneTry));
  switch (TRY(ask_from_a_second_process(world, path))) {
    case was_refused:
      return {};
    case was_given:
      return base::fail(Code::unsupported, "two processes were given the same lock", path,
                        "put the state folder on a local disk, or use the remote backend");
    default:
      break;
  }
  return base::fail(Code::io, "a second process could not ask for the lock", path);
}

}  // namespace

base::Result<void> probe_locks(base::World& world, const std::string& folder) {
  const std::string path = base::join_path(folder, "lock-probe." + std::to_string(world.env.pid));
  const base::Result<void> result = probe(world, path);
  const base::Result<void> removed = world.disk.remove(path);
  return result && !removed && removed.error().code != Code::not_found ? removed : result;
}

}  // namespace hooks::cli
