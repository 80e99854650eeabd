#include <malloc.h>

#include <climits>

#include "coord/base/heap.h"

namespace base {

void keep_freed_memory() {
#ifdef __GLIBC__
  static_cast<void>(mallopt(M_TRIM_THRESHOLD, INT_MAX));
#endif
}

}  // namespace base
