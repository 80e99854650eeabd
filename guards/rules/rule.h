// rule.h - a rule as guards see it, and where rules come from.
// Shape:  Rule is a view into the policy's memory; RuleSet is an interface (hooks/policy maps one).
// Units:  globs are relative to the work tree, absolute, or start with ~/ or @place/.
// Errors: none: a damaged policy is refused before a RuleSet exists.
// Source: ADR-0005 (rules are data); docs/spec/policy.md.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "guards/finding.h"

namespace guards {

// What a rule minds, bits of a set: "on" in the policy.
using OnBits = std::uint16_t;
inline constexpr OnBits kOnRead = 1 << 0;        // a file is shown
inline constexpr OnBits kOnUse = 1 << 1;         // a file is handed to a program, not shown
inline constexpr OnBits kOnWrite = 1 << 2;       // bytes, name or metadata of a file that exists
inline constexpr OnBits kOnCreate = 1 << 3;      // a file that is not there yet
inline constexpr OnBits kOnDelete = 1 << 4;      // a file goes away
inline constexpr OnBits kOnCommand = 1 << 5;     // `match` against the words of a command
inline constexpr OnBits kOnContent = 1 << 6;     // `content` against text being written
inline constexpr OnBits kOnGit = 1 << 7;         // `match` against a git act and its words
inline constexpr OnBits kOnUnknown = 1 << 8;     // `match` against why something could not be told
inline constexpr OnBits kOnDeleteTree = 1 << 9;  // a folder goes away with all that is in it
inline constexpr OnBits kOnTurn = 1 << 10;       // `match` against why another agent goes first

struct ContentPattern {
  std::string_view literal;  // must be in the text before `regex` is compiled
  std::string_view regex;    // RE2 syntax
};

struct Rule {
  std::string_view id;
  std::string_view adr;
  std::string_view why;
  std::string_view instead;
  Category category = Category::security;
  Tier tier = Tier::block;
  Stage stage = Stage::monitor;
  bool floor = false;
  OnBits on = 0;
  std::vector<std::string_view> paths;  // in order; "!" excludes; the last match decides
  std::vector<ContentPattern> content;
  std::vector<std::string_view> match;  // word patterns, docs/spec/policy.md section 4
};

class RuleSet {
 public:
  virtual ~RuleSet() = default;
  // Rules with a pattern that may fit this spelling of a path (relative to the work tree, absolute,
  // ~/ or @place/), ascending: a superset, cheap in the number of rules.
  virtual void candidates(std::string_view path, std::vector<std::uint32_t>& out) const = 0;
  // Rules with an anchored pattern below this folder, ascending.
  virtual void below(std::string_view folder, std::vector<std::uint32_t>& out) const = 0;
  // Rules about commands with a pattern that may fit a program of this name, ascending.
  virtual void of_program(std::string_view name, std::vector<std::uint32_t>& out) const = 0;
  // Rules with any of these bits, ascending (few: content, git, unknown, turn).
  virtual void of_kind(OnBits on, std::vector<std::uint32_t>& out) const = 0;
  // The texts live as long as this RuleSet.
  virtual Rule rule(std::uint32_t index) const = 0;
  virtual std::uint32_t size() const = 0;
};

}  // namespace guards
