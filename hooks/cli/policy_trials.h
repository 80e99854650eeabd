// policy_trials.h - `flockgate policy test`: the examples of every rule, and case files.
// Shape:  function to an exit code; prints the result in one of three formats.
// Errors: invalid_input (a format or case file), and what finding the policy gives.
// Source: docs/spec/policy.md section 5.
#pragma once

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "hooks/cli/args.h"

namespace hooks::cli {

// Words: "test", then case files. --format text | json | junit. 1 when something failed.
[[nodiscard]] base::Result<int> run_policy_trials(const Invocation& call, base::World& world);

}  // namespace hooks::cli
