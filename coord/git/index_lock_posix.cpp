// POSIX tells nothing about other processes: nobody is proven absent.
#include "coord/git/index_lock.h"

namespace coord {

base::Result<std::optional<std::int64_t>> git_at_work(base::World& /*world*/,
                                                      const std::string& root) {
  return base::fail(base::Code::unsupported, "this system does not tell which programs run", root);
}

}  // namespace coord
