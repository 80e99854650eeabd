// heap.h - how malloc(3) treats what a process gives back to it.
// Shape:  a hint; programs do the same without it.
// Errors: none: another library than glibc goes on as it does.
// Source: mallopt(3), M_TRIM_THRESHOLD, M_MMAP_THRESHOLD; ADR-0022 (what a hook call costs).
#pragma once

namespace base {

// For a process that ends soon: freed memory stays with it, large pieces as well. To shrink the
// heap and to make it longer again cost a hook 5 to 10 us each, a new page 1.4 us.
void keep_freed_memory();

}  // namespace base
