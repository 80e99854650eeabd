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

// What a rule minds (bit set): "on" in the policy.
enum On : std::uint16_t {
  kOnRead = 1U << 0U,        // a file is shown
  kOnUse = 1U << 1U,         // a file is handed to a program that does not show it
  kOnWrite = 1U << 2U,       // bytes, name or metadata of a file that exists
  kOnCreate = 1U << 3U,      // a file that is not there yet
  kOnDelete = 1U << 4U,      // a file goes away
  kOnCommand = 1U << 5U,     // `match` against the words of a command
  kOnContent = 1U << 6U,     // `content` against text being written
  kOnGit = 1U << 7U,         // `match` against a git act and its words
  kOnUnknown = 1U << 8U,     // `match` against why something could not be told
  kOnDeleteTree = 1U << 9U,  // a folder goes away with all that is in it
  kOnTurn = 1U << 10U,       // `match` against why this agent has to let another go first
};

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
  std::uint16_t on = 0;
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
  virtual void of_kind(std::uint16_t on, std::vector<std::uint32_t>& out) const = 0;
  // The texts live as long as this RuleSet.
  virtual Rule rule(std::uint32_t index) const = 0;
  virtual std::uint32_t size() const = 0;
};

}  // namespace guards
