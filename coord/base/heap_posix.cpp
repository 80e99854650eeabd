#include "coord/base/heap.h"

namespace base {

void keep_freed_memory() {}

}  // namespace base
