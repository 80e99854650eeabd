// line_match.h - which lines of two texts are the same, or the same but for their blanks.
// Shape:  pure functions.
// Units:  lines without their newline, as places in their list.
// Errors: none.
// Source: ADR-0077 (commits of lines).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace coord {

using TextLines = std::vector<std::string_view>;

TextLines lines_of(std::string_view text);

// For each line of `a` the place in `b` of the line that is the same, as a difference sees it.
std::vector<std::optional<std::size_t>> matched(const TextLines& a, const TextLines& b);

// For each new line the old ones from which it differs in nothing but blanks and line ends.
std::vector<std::vector<std::size_t>> reformatted(const TextLines& old_lines,
                                                  const TextLines& new_lines);

}  // namespace coord
