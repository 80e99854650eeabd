// synopsis.h - reads the texts of a Command row: operands, flags, what it touches anyway.
// Shape:  constexpr functions over views of the row; usable in static_assert.
// Errors: a text that is not well formed is found by the static_assert of its family file.
// Source: docs/spec/command-facts.md.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "guards/commands/spec.h"
#include "guards/word_list.h"

namespace guards::commands {

// In the order of Role.
inline constexpr std::array<std::string_view, 23> kRoleNames = {
    "N",     "IN",    "OUT",    "APPEND",  "EDIT", "GONE",    "PRUNE",  "MADE",
    "META",  "TOUCH", "INTO",   "FROM",    "TO",   "LINK",    "TREE",   "CWD",
    "SHELL", "CODE",  "SCRIPT", "COMMAND", "VERB", "NETWORK", "UNKNOWN"};

constexpr std::optional<Role> find_role(std::string_view name) {
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    if (kRoleNames[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

// One operand of the synopsis.
struct OperandSpec {
  Role role = Role::value;
  bool repeats = false;  // "IN..."
};

constexpr std::optional<OperandSpec> read_operand(std::string_view word) {
  OperandSpec spec;
  if (word.ends_with("...")) {
    spec.repeats = true;
    word.remove_suffix(3);
  }
  const auto role = find_role(word);
  if (!role) return std::nullopt;
  spec.role = *role;
  return spec;
}

// One word of the flags: "-o,--output=OUT".
struct FlagSpec {
  std::string_view names;     // "-o,--output"
  Role role = Role::value;    // of its value, or what operands become (`changes`)
  Role second = Role::value;  // "=N=IN": of the word behind the value
  bool takes_two = false;
  bool takes_value = false;     // the next word, or the rest of this one
  bool only_attached = false;   // "[=N]": never the next word
  bool changes = false;         // ":EDIT": the repeated operands have that role instead
  bool replaces_first = false;  // "*": with it the first operand is not given
};

constexpr std::optional<FlagSpec> read_flag(std::string_view word) {
  FlagSpec spec;
  const auto end = word.find_first_of("*=:[");
  spec.names = word.substr(0, end);
  if (!spec.names.starts_with('-')) return std::nullopt;
  word.remove_prefix(spec.names.size());
  if (word.starts_with('*')) {
    spec.replaces_first = true;
    word.remove_prefix(1);
  }
  if (word.empty()) return spec;
  if (word.starts_with('[') && word.ends_with(']')) {
    spec.only_attached = true;
    word = word.substr(1, word.size() - 2);
  }
  spec.takes_value = word.starts_with('=');
  spec.changes = word.starts_with(':');
  if (!spec.takes_value && !spec.changes) return std::nullopt;
  word.remove_prefix(1);
  const auto next = word.find('=');
  spec.takes_two = next != std::string_view::npos;
  const auto role = find_role(word.substr(0, next));
  const auto second = spec.takes_two ? find_role(word.substr(next + 1)) : Role::value;
  if (!role || !second) return std::nullopt;
  spec.role = *role;
  spec.second = *second;
  return spec;
}

// One word of `always`: "OUT=a.out" or a role alone.
struct AlwaysSpec {
  Role role = Role::value;
  std::string_view path = {};
  bool otherwise = false;  // "OUT?=a.out": only when the words name no such file
};

constexpr std::optional<AlwaysSpec> read_always(std::string_view word) {
  const auto equals = word.find('=');
  auto name = word.substr(0, equals);
  AlwaysSpec spec{.otherwise = name.ends_with('?')};
  if (spec.otherwise) name.remove_suffix(1);
  const auto role = find_role(name);
  if (!role) return std::nullopt;
  spec.role = *role;
  if (equals != std::string_view::npos) spec.path = word.substr(equals + 1);
  return spec;
}

template <class Read>
constexpr bool all_words(std::string_view text, Read read) {
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    if (!read(word)) return false;
  }
  return true;
}

constexpr bool well_formed(const Command& row) {
  return !row.names.empty() && all_words(row.operands, read_operand) &&
         all_words(row.flags, read_flag) && all_words(row.always, read_always);
}

}  // namespace guards::commands
