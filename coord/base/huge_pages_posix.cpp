#include "coord/base/huge_pages.h"

namespace base {

void prefer_huge_pages(void*, std::size_t) {}

}  // namespace base
