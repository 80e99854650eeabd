// index.h - the names of a family's rows, sorted when the program is compiled.
// Shape:  constexpr functions and plain values; rows are static and live for ever.
// Errors: a row that is not well formed does not compile.
// Source: ADR-0021.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "guards/commands/synopsis.h"

namespace guards::commands {

struct IndexEntry {
  std::string_view name;
  const Command* row = nullptr;
};

using Index = std::span<const IndexEntry>;

// Cuts the next name off a row's "awk, gawk, mawk".
constexpr std::string_view take_name(std::string_view& names) {
  const auto comma = names.find(", ");
  const std::string_view name = names.substr(0, comma);
  names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 2);
  return name;
}

constexpr std::size_t count_names(std::span<const Command> rows) {
  std::size_t count = 0;
  for (const Command& row : rows) {
    for (auto names = row.names; !names.empty(); ++count) take_name(names);
  }
  return count;
}

template <std::size_t kCount>
consteval std::array<IndexEntry, kCount> make_index(std::span<const Command> rows) {
  std::array<IndexEntry, kCount> index{};
  std::size_t at = 0;
  for (const Command& row : rows) {
    if (!well_formed(row)) return {};  // not sorted: the static_assert behind it fails
    for (auto names = row.names; !names.empty();) index[at++] = {take_name(names), &row};
  }
  std::ranges::sort(index, {}, &IndexEntry::name);
  return index;
}

constexpr bool is_strictly_sorted(Index index) {
  return std::ranges::adjacent_find(index, std::ranges::greater_equal{}, &IndexEntry::name) ==
         index.end();
}

}  // namespace guards::commands
