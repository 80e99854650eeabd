// POSIX tells nothing about other processes: the chain is our own pid and says it is not whole.
#include "coord/identity/process.h"

namespace coord {

Ancestry read_ancestry(base::World& world, std::int64_t pid) {
  Ancestry ancestry;
  ancestry.boot_id = world.clock.boot_id();
  if (pid > 0) ancestry.chain.emplace_back().pid = pid;
  return ancestry;
}

}  // namespace coord
