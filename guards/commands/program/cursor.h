// cursor.h - where in which text a reader stands, and how far it may still go.
// Shape:  base class, pinned; budget_ counts words looked at.
// Errors: none: see program.h.
// Source: ADR-0042.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/program/token.h"

namespace guards::commands::program {

class Cursor {
 protected:
  struct Place {
    const Stream* stream = nullptr;
    std::size_t at = 0;
    std::size_t end = 0;
  };

  const Token& peek(std::size_t ahead = 0) const;
  bool is_sign(std::string_view text, std::size_t ahead = 0) const;
  bool is_name(std::string_view text, std::size_t ahead = 0) const;
  // False, and nothing is left to read, when the budget is spent.
  bool spend();
  // Words only looked over are cheaper than words followed.
  void charge_scan(std::size_t words);
  // Of the open bracket the cursor stands on.
  std::size_t closing_bracket() const;
  // Behind the token, or behind its bracket when it opens one.
  void skip_one();
  std::vector<std::string> names_in(std::size_t begin, std::size_t end) const;

  Place here_;
  std::size_t budget_ = 120'000;
};

}  // namespace guards::commands::program
