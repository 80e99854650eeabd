// tally.h - a file whose length is a count, for moments in which nothing else is safe.
// Shape:  one async-signal-safe function: no allocation, no lock, no wait.
// Units:  one byte for each time.
// Errors: none: what cannot be counted is not.
#pragma once

namespace base {

void add_to_tally(const char* path) noexcept;

}  // namespace base
