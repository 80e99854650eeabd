// command_rules.h - rules about the words of a command (a verb for people, a kill).
// Shape:  function over a RuleContext.
// Errors: none.
// Source: docs/spec/policy.md section 4.
#pragma once

#include "guards/rules/rule_context.h"

namespace guards {

void command_remarks(const RuleContext& on, Remarks& out);

}  // namespace guards
