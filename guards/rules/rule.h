// rule.h - a rule as guards see it, and where rules come from.
// Shape:  Rule is a view into the policy's memory; RuleSet is an interface (hooks/policy maps one).
// Units:  globs are repo-relative or absolute or start with ~/ ; see docs/spec/policy.md.
// Errors: none: a damaged policy is refused before a RuleSet exists.
// Source: ADR-0005 (rules are data); semantics.md 1.2.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "guards/finding.h"

namespace guards {

// What a rule minds (bit set): "on" in the policy.
enum On : std::uint16_t {
  kOnRead = 1U << 0U,
  kOnWrite = 1U << 1U,    // write, create, rename, chmod
  kOnDelete = 1U << 2U,   // included in kOnWrite when the policy says "write"
  kOnCommand = 1U << 3U,  // matched on command words
  kOnContent = 1U << 4U,  // matched on text being written
  kOnGit = 1U << 5U,      // matched on GitAct
  kOnUnknown = 1U << 6U,  // what could not be told
  kOnNetwork = 1U << 7U,
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
  std::vector<std::string_view> paths;     // in order; "!" excludes; the last match decides
  std::vector<std::string_view> content;   // RE2 sources, each with a required literal
  std::vector<std::string_view> literals;  // literals[i] must be present before content[i] compiles
  std::vector<std::string_view> match;     // command or git words, as the policy spells them
};

class RuleSet {
 public:
  virtual ~RuleSet() = default;
  // Rules that may mind this path (repo-relative inside the repository, absolute outside), by
  // index: a superset, cheap in the number of rules.
  virtual void candidates(std::string_view path, std::vector<std::uint32_t>& out) const = 0;
  // Rules with any of these bits, in policy order (few: content, git, unknown, command).
  virtual void of_kind(std::uint16_t on, std::vector<std::uint32_t>& out) const = 0;
  virtual Rule rule(std::uint32_t index) const = 0;
  virtual std::uint32_t size() const = 0;
};

}  // namespace guards
