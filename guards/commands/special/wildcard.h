// wildcard.h - a text against a pattern whose star takes any text, '/' included.
// Shape:  one pure function; what every other byte of the pattern takes is asked.
// Units:  bytes; a hole in the pattern stands for any text, as a star does.
// Errors: none.
// Source: fnmatch(3) without FNM_PATHNAME.
#pragma once

#include <cstddef>
#include <string_view>

#include "guards/commands/meaning.h"

namespace guards::commands {

// `taken(p, t)`: how many bytes of the pattern at `p` take the byte of the text at `t`; 0 when they
// do not. It may be asked at the end of the pattern.
template <typename Taken>
bool fits_stars(std::string_view pattern, std::string_view text, const Taken& taken) {
  const auto is_star = [&](std::size_t at) {
    return at < pattern.size() && (pattern[at] == '*' || pattern[at] == kHole);
  };
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t behind_star = 0;  // 0: none was met
  std::size_t mark = 0;
  while (t < text.size()) {
    if (is_star(p)) {
      behind_star = ++p;
      mark = t;
    } else if (const std::size_t step = taken(p, t); step > 0) {
      p += step;
      ++t;
    } else if (behind_star > 0) {
      p = behind_star;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (is_star(p)) ++p;
  return p == pattern.size();
}

}  // namespace guards::commands
