// locate.h - where in a text a JSON pointer points, so that an error can name a line.
// Shape:  pure function; reads JSON with comments that already parsed once.
// Units:  lines and columns count from 1, columns in bytes.
// Errors: none: what is not found is line 1, column 1.
// Source: RFC 6901 (pointers).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hooks {

struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// Of the value that `pointer` names ("/rules/3/tier"); of the member's key when `key` is true.
TextPlace locate(std::string_view text, std::string_view pointer, bool key = false);

// "line 12, column 5, /rules/3/tier"
std::string to_text(TextPlace at, std::string_view pointer);

}  // namespace hooks
