// huge_pages.h - memory that is filled front to end, in fewer and larger pages.
// Shape:  a hint; the memory is the same without it.
// Units:  bytes.
// Errors: none: a system that has no such pages, or none left, gives its usual ones.
// Source: madvise(2), MADV_HUGEPAGE; ADR-0018.
#pragma once

#include <cstddef>

namespace base {

// What such memory should be aligned to, and the least worth asking for.
inline constexpr std::size_t kHugePage = std::size_t{2} << 20U;

void prefer_huge_pages(void* begin, std::size_t size);

}  // namespace base
