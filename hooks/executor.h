// executor.h - every check in fixed order over one call, then one verdict.
// Shape:  functions over values; the world is only looked at.
// Errors: none: a check that failed becomes a Finding on the side the policy's on_error names.
// Source: ADR-0016 (folding of findings); docs/spec/verdicts.md section 3.
#pragma once

#include <span>

#include "hooks/policy/cache.h"
#include "hooks/rollout.h"
#include "hooks/validators/validator.h"
#include "hooks/verdict.h"

namespace hooks {

// What these checks remark, in executor order (category, then the order given).
Findings examine(std::span<const Validator* const> checks, const Judgement& on,
                 const OnError& on_error);

// Examines by all validators, folds and words it: the message is the first strongest finding's.
Verdict decide(const Judgement& on, const OnError& on_error, const Rollout& rollout);

}  // namespace hooks
