// fact_index.h - the names of a language's rows, sorted when the program is compiled.
// Shape:  constexpr functions; rows are static and live for ever.
// Errors: a name given twice does not compile.
// Source: ADR-0021.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "guards/commands/program/facts.h"
#include "guards/word_list.h"

namespace guards::commands::program {

constexpr std::size_t count_facts(std::span<const FactRow> rows) {
  std::size_t count = 0;
  for (const FactRow& row : rows) {
    auto names = row.names;
    while (!take_word(names).empty()) ++count;
  }
  return count;
}

template <std::size_t kCount>
consteval std::array<Fact, kCount> make_facts(std::span<const FactRow> rows) {
  std::array<Fact, kCount> facts{};
  std::size_t at = 0;
  for (const FactRow& row : rows) {
    auto names = row.names;
    for (auto one = take_word(names); !one.empty(); one = take_word(names))
      facts[at++] = {one, &row};
  }
  std::ranges::sort(facts, {}, &Fact::name);
  return facts;
}

constexpr bool are_sorted(Facts facts) {
  return std::ranges::adjacent_find(facts, std::ranges::greater_equal{}, &Fact::name) ==
         facts.end();
}

}  // namespace guards::commands::program
