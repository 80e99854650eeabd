// policy_words.h - a policy in words: for people, and as JSON.
// Shape:  pure functions.
// Errors: none.
// Source: docs/spec/policy.md section 2.
#pragma once

#include <string>
#include <vector>

#include "hooks/policy/policy.h"
#include "hooks/rule_trial.h"

namespace hooks::cli {

// {"schema":"policy/1",...}, one line.
std::string policy_json(const Policy& policy, const std::vector<PolicyRule>& rules);
// One line a rule.
std::string policy_table(const std::vector<PolicyRule>& rules);
// Everything about one.
std::string rule_page(const PolicyRule& rule);

std::string trials_text(const std::vector<Trial>& trials);
std::string trials_json(const std::vector<Trial>& trials);
std::string trials_junit(const std::vector<Trial>& trials);

}  // namespace hooks::cli
