#include "coord/base/disk.h"
#include "coord/base/env.h"

namespace base {

std::string self_path() {
  return real_disk().read_link("/proc/self/exe").value_or(std::string());
}

}  // namespace base
