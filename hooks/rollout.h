// rollout.h - how far each rule's rollout is, and what that makes of its findings.
// Shape:  pure functions over values.
// Errors: none.
// Source: ADR-0016; docs/spec/verdicts.md section 3.
#pragma once

#include "hooks/validators/validator.h"
#include "hooks/verdict.h"

namespace hooks {

struct Rollout {
  bool off = false;            // a human switched the guard off: floors alone still act
  bool nobody_to_ask = false;  // CI: an ask is a deny
};

// What enforce would say to this tier.
Word word_of(guards::Tier tier);

// The word this finding weighs today: monitor allows, warn caps at warn, floors ignore the stage.
Word effective_word(const guards::Finding& finding, const Rollout& rollout);

// The strongest effective word, its findings first; what monitor rules would have done apart.
Verdict fold(Findings findings, const Rollout& rollout);

}  // namespace hooks
