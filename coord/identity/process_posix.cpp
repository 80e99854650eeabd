// POSIX tells nothing about other processes: the chain is our own pid and says it is not whole.
#include "coord/identity/process.h"

namespace coord {

std::optional<ProcessStat> read_stat(base::Disk&, std::int64_t) {
  return std::nullopt;
}

std::string exe_of(base::Disk&, std::int64_t) {
  return {};
}

std::uint64_t namespace_id(base::Disk&) {
  return 0;
}

Ancestry read_ancestry(base::World& world, std::int64_t pid) {
  Ancestry ancestry;
  ancestry.boot_id = world.clock.boot_id();
  if (pid > 0) ancestry.chain.emplace_back().pid = pid;
  return ancestry;
}

}  // namespace coord
