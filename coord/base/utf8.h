// utf8.h - one step through UTF-8.
// Shape:  pure functions over bytes.
// Units:  code points; lengths in bytes.
// Errors: none: what is no UTF-8 has length 0.
// Source: RFC 3629 section 4 (overlong forms, surrogates and values above 10FFFF are not UTF-8).
#pragma once

#include <cstdint>
#include <string_view>

namespace base {

struct Utf8Step {
  std::uint32_t code = 0;
  std::uint32_t length = 0;  // 1 to 4; 0 when the text does not begin with a whole code point
};

// The first code point of a text that is not empty.
Utf8Step first_code_point(std::string_view text);

// Writes a code point (not a surrogate, at most 10FFFF) to where there is room for four bytes; says
// how many it took.
std::uint32_t put_utf8(char* to, std::uint32_t code);

}  // namespace base
