// example.h - the examples of rules and the case files, as read.
// Shape:  pure functions.
// Errors: invalid_input, as in source.h.
// Source: docs/spec/policy.md section 5.
#pragma once

#include "hooks/policy/json_in.h"

namespace hooks {

// A command as a string, or an object with one of command, read, write.
[[nodiscard]] base::Result<Example> read_example(const JsonIn& in);

}  // namespace hooks
