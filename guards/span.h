// span.h - a piece of a command, by place.
// Shape:  plain value.
// Units:  byte offsets into the command, end exclusive; {0, 0} when there is no command.
// Errors: none.
// Source: docs/ARCHITECTURE.md section 3.
#pragma once

#include <cstdint>

namespace guards {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
};

}  // namespace guards
