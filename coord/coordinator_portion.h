// coordinator_portion.h - which part of a changed file one agent may commit.
// Shape:  pure function over a file's history and what HEAD holds of it.
// Units:  lines of the file as it is now, from 1.
// Errors: none: a line whose owner is unclear is nobody's, and stays behind with the reason.
// Source: ADR-0077 (commits by lines).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/coordinator_history.h"

namespace coord {

// Lines that stay behind, side by side and for the same reason.
struct Rest {
  std::size_t first = 0;
  std::size_t last = 0;    // before `first`: lines that were there went from in front of `first`
  std::string agent = {};  // whose they are; empty: nobody's on record
  bool seen = true;        // nobody's: false when they came while no hook looked
  bool operator==(const Rest&) const = default;
};

struct Portion {
  std::string text;         // what HEAD holds with this agent's changes
  bool mine = false;        // there are such changes
  std::vector<Rest> rests;  // none: with them it is what stands there now
};

[[nodiscard]] Portion portion_of(const History& history, std::string_view head,
                                 const std::string& agent);

}  // namespace coord
