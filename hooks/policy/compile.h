// compile.h - a policy -> the flat image that hooks map.
// Shape:  pure function; the same policy always gives the same bytes.
// Errors: none.
// Source: docs/spec/policy-cache.md sections 1, 2.
#pragma once

#include <string>
#include <string_view>

#include "hooks/policy/policy.h"

namespace hooks {

// `key` is the list of sources the policy was made from (policy-cache.md section 3).
std::string compile(const Policy& policy, std::string_view key);

}  // namespace hooks
