// arithmetic_operators.h - the operators of $((...)) that stand between two values.
// Shape:  a constexpr table of signs, how strongly they bind and what they make of two numbers.
// Units:  64-bit numbers that wrap, as bash's do.
// Errors: none: what has no value (1/0, 2**-1) is an empty optional.
// Source: bash 5.2 manual, chapter 6.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace guards::effects {

using Number = std::optional<std::int64_t>;

struct Operator {
  std::string_view sign;
  int binds;  // higher binds stronger
  Number (*apply)(std::int64_t a, std::int64_t b);
};

// The operator a text starts with; nothing when it starts with none, or with one that assigns (+=).
const Operator* operator_at(std::string_view text);
// The one spelled so, or nothing.
const Operator* operator_of(std::string_view sign);

// Sums that may wrap are done without a sign.
constexpr std::uint64_t bits(std::int64_t value) {
  return static_cast<std::uint64_t>(value);
}
constexpr std::int64_t number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace guards::effects
