// json_unicode.h - the \uXXXX of JSON strings.
// Shape:  pure function.
// Units:  lengths in bytes.
// Errors: length 0: no such escape, or half of a surrogate pair.
// Source: RFC 8259 section 7.
#pragma once

#include <cstdint>
#include <string_view>

namespace base {

struct JsonUnicode {
  std::uint32_t code = 0;
  std::uint32_t length = 0;  // 6, or 12 for a pair
};

// Reads the escape that begins with the backslash at the front of `text`.
JsonUnicode read_unicode_escape(std::string_view text);

}  // namespace base
