// content_rules.h - rules about text being written; the only home of regular expressions.
// Shape:  functions; a pattern is compiled only when its literal is in the text.
// Errors: invalid_input: a pattern that RE2 refuses.
// Source: docs/spec/policy.md section 2; performance: 60-85 us for the first RE2, 15-25 us each.
#pragma once

#include <string_view>

#include "coord/base/result.h"
#include "guards/rules/rule_context.h"

namespace guards {

void content_remarks(const RuleContext& on, Remarks& out);

[[nodiscard]] base::Result<void> check_regex(std::string_view regex);

}  // namespace guards
