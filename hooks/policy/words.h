// words.h - the words of a policy file, as tables.
// Shape:  constexpr rows, in the order of the enums they name.
// Errors: none: a word that is not in its table has no value.
// Source: docs/spec/policy.md section 2.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "guards/rules/rule.h"

namespace hooks {

inline constexpr std::array<std::string_view, 5> kCategoryWords = {
    "compliance", "security", "quality", "orchestration", "budget"};
inline constexpr std::array<std::string_view, 3> kTierWords = {"warn", "checkpoint", "block"};
inline constexpr std::array<std::string_view, 3> kStageWords = {"monitor", "warn", "enforce"};
inline constexpr std::array<std::string_view, 4> kAnswerWords = {"allow", "warn", "ask", "deny"};
// Word i is bit i of guards::On.
inline constexpr std::array<std::string_view, 11> kOnWords = {
    "read",    "use", "write",   "create",      "delete", "command",
    "content", "git", "unknown", "delete-tree", "turn"};
inline constexpr std::array<std::string_view, 5> kUnknownWords = {
    "any", "protected-name", "piped-program", "network-program", "endless"};

inline constexpr std::uint16_t kOnFiles = guards::kOnRead | guards::kOnUse | guards::kOnWrite |
                                          guards::kOnCreate | guards::kOnDelete |
                                          guards::kOnDeleteTree;
inline constexpr std::uint16_t kOnMatch =
    guards::kOnCommand | guards::kOnGit | guards::kOnUnknown | guards::kOnTurn;

template <std::size_t N>
constexpr std::optional<std::size_t> index_of(const std::array<std::string_view, N>& words,
                                              std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return i;
  return std::nullopt;
}

}  // namespace hooks
