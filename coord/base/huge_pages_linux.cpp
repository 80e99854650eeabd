#include <sys/mman.h>

#include "coord/base/huge_pages.h"

namespace base {

void prefer_huge_pages(void* begin, std::size_t size) {
  static_cast<void>(madvise(begin, size, MADV_HUGEPAGE));
}

}  // namespace base
