// policy_check.h - is a policy file right? By our reader and by the published schema.
// Shape:  functions over text.
// Errors: invalid_input with line, column, pointer and the nearest known word.
// Source: docs/spec/policy.md section 1.
#pragma once

#include <string_view>

#include "coord/base/result.h"

namespace hooks::cli {

// The reader is the truth; the schema is asked too, so that editors and we never disagree.
[[nodiscard]] base::Result<void> check_policy_text(std::string_view text);

// The schema alone.
[[nodiscard]] base::Result<void> check_against_schema(std::string_view text);

std::string_view policy_schema();

}  // namespace hooks::cli
