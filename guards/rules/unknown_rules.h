// unknown_rules.h - rules about what could not be told.
// Shape:  function over a RuleContext.
// Errors: none.
// Source: docs/spec/policy.md section 4; ADR-0032 (unknown effects).
#pragma once

#include "guards/rules/rule_context.h"

namespace guards {

void unknown_remarks(const RuleContext& on, Remarks& out);

}  // namespace guards
