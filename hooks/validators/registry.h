// registry.h - every validator's row, one declaration each; validators() is their list.
// Shape:  constants, defined in the validator's one file.
// Errors: none.
// Source: docs/CONTRIBUTING.md ("add a validator").
#pragma once

#include "hooks/validators/validator.h"

namespace hooks {

extern const Validator kBranch;
extern const Validator kBranchAgain;
extern const Validator kPolicyRules;
extern const Validator kSnapshot;
extern const Validator kTurns;

}  // namespace hooks
