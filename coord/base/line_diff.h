// line_diff.h - what became of a text, line by line, as a person would say it.
// Shape:  pure function; views into the two texts, which must outlive the answer.
// Units:  lines; a search ends at kMaxSteps changed lines, then lines that are in both texts once
// part it. Errors: none: where there are none of these all is told as replaced, `rough` says so.
// Source: Myers, An O(ND) Difference Algorithm (1986); Cohen, patience diff; ADR-0062, ADR-0077.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace base {

struct DiffLine {
  bool added = false;      // else removed
  std::size_t number = 0;  // in the text it belongs to, from 1
  std::string_view text;   // without its newline
  bool operator==(const DiffLine&) const = default;
};

struct LineDiff {
  std::vector<DiffLine>
      lines;           // in the order of the texts; at each place what went before what came
  bool rough = false;  // more lines may be the same than it says
  std::size_t added() const;
  std::size_t removed() const;
};

LineDiff diff_lines(std::string_view before, std::string_view after);

}  // namespace base
