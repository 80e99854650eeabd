// glance.h - what the next words of a program are, told without moving on.
// Shape:  functions over the words from the cursor on.
// Errors: none: what does not stand there is false or empty.
// Source: ADR-0042.
#pragma once

#include <cstddef>
#include <string>

#include "guards/commands/program/deeds.h"
#include "guards/commands/program/grammar.h"

namespace guards::commands::program {

class Glance : protected Deeds {
 protected:
  using Deeds::Deeds;

  // Targets and sign of an assignment.
  Assignment assignment() const;
  // Do arguments without brackets end here?
  bool ends_bare() const;
  // Does an expression go on with the token?
  bool continues(const Token& token) const;
  bool opens_attribute() const;
  // list[0], $h{k}; $r->[0]
  bool opens_index() const;
  bool opens_block() const;
  // Is `word` one that says nothing of the value behind it?
  bool is_skipped(const std::string& word) const;
  // The first line behind the cursor that stands no deeper than `column`.
  std::size_t end_of_indented(std::size_t column);
  // The `end` of the block that is open at the cursor.
  std::size_t end_of_words();

 private:
  std::string dotted_name(std::size_t& at) const;
  std::size_t behind_type(std::size_t at) const;
  Assignment spread_assignment() const;
};

}  // namespace guards::commands::program
