// git_guard.h - rules about what git does to the repository, by act and words.
// Shape:  function over a RuleContext.
// Errors: none.
// Source: docs/spec/policy.md section 4.
#pragma once

#include "guards/rules/rule_context.h"

namespace guards {

void git_remarks(const RuleContext& on, Remarks& out);

}  // namespace guards
