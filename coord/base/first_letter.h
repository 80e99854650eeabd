// first_letter.h - finds a row of a sorted table by its name, beginning at the name's first byte.
// Shape:  constexpr index over a table; built when the program is compiled.
// Errors: a table that is not sorted, or longer than 255 rows, does not compile.
// Source: every word of every command is looked up: a binary search compares six strings for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace base {

// `begins[c]` is the first row whose name begins with byte `c` or a later one.
using FirstLetters = std::array<std::uint8_t, 257>;

template <class Row, std::size_t N>
constexpr FirstLetters first_letters_of(const std::array<Row, N>& rows) {
  static_assert(N < 256);
  FirstLetters begins{};
  std::size_t at = 0;
  for (std::size_t c = 0; c < begins.size(); ++c) {
    while (at < N && static_cast<unsigned char>(rows[at].name[0]) < c) ++at;
    begins[c] = static_cast<std::uint8_t>(at);
  }
  return begins;
}

// The row with that name, or null.
template <class Row, std::size_t N>
const Row* find_row(const std::array<Row, N>& rows, const FirstLetters& begins,
                    std::string_view name) {
  if (name.empty()) return nullptr;
  const auto first = static_cast<unsigned char>(name[0]);
  for (std::size_t i = begins[first]; i < begins[first + 1U]; ++i) {
    if (rows[i].name == name) return &rows[i];
  }
  return nullptr;
}

}  // namespace base
