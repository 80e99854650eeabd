// file_rules.h - rules about files: which verb of `on` an effect is, and what is said of it.
// Shape:  functions over a RuleContext; write_guard and read_guard tell the verbs.
// Errors: none.
// Source: docs/spec/policy.md sections 2 and 3.
#pragma once

#include "guards/rules/rule_context.h"
#include "guards/rules/target.h"

namespace guards {

void file_remarks(const RuleContext& on, Remarks& out);

}  // namespace guards
