#include "coord/base/env.h"

namespace base {

// POSIX has no such call, and argv[0] or $_ are what the caller likes them to be.
std::string self_path() {
  return {};
}

}  // namespace base
