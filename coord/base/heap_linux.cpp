#include <malloc.h>

#include <climits>

#include "coord/base/heap.h"

namespace base {

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMost = 32 << 20;  // that mallopt takes
  static_cast<void>(mallopt(M_TRIM_THRESHOLD, INT_MAX));
  static_cast<void>(mallopt(M_MMAP_THRESHOLD, kMost));
#endif
}

}  // namespace base
