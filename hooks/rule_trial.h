// rule_trial.h - the examples of rules, run: does each rule remark on what it says it does?
// Shape:  pure functions; everything is judged in an ExampleWorld.
// Errors: none: a trial that failed is a Trial with a reason.
// Source: docs/spec/policy.md section 5; ADR-0005.
#pragma once

#include <string>
#include <vector>

#include "guards/rules/rule.h"
#include "hooks/policy/policy.h"
#include "hooks/verdict.h"

namespace hooks {

struct Trial {
  std::string name;    // "secrets.dotenv denies: cat .env"
  std::string reason;  // why it failed; empty when it did not
  bool good() const { return reason.empty(); }
};

// One line of a case file: the whole guard's answer to one call.
struct Case {
  std::string id;
  Example in;
  Word want = Word::allow;
  std::string rule;  // that must be the reason; empty: any
};

// Every example of every rule, and every command in backticks of an `instead`.
std::vector<Trial> try_examples(const std::vector<PolicyRule>& rules, const guards::RuleSet& set);

// A JSON Lines file: {"id", "in", "want", "rule"?, "why"}; invalid_input names the line.
[[nodiscard]] base::Result<std::vector<Case>> read_cases(std::string_view text);
Trial try_case(const Case& one, const guards::RuleSet& set);

}  // namespace hooks
