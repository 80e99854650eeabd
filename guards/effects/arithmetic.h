// arithmetic.h - $((...)) and (( )) over what is known.
// Shape:  one function; assignments inside go through the Names it is handed.
// Units:  64-bit wrap-around integers, as bash.
// Errors: nothing when a value, the syntax or the depth budget does not allow an answer.
// Source: bash 5.2 manual, 6.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guards::effects {

// Variables as arithmetic sees them.
class Names {
 public:
  virtual ~Names() = default;
  // Text of the variable; empty when unset; nothing when it cannot be told.
  virtual std::optional<std::string> read(std::string_view name) = 0;
  virtual void write(std::string_view name, std::int64_t value) = 0;
  virtual void write_unknown(std::string_view name) = 0;
};

std::optional<std::int64_t> evaluate(std::string_view expression, Names& names);

}  // namespace guards::effects
