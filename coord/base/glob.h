// glob.h - path patterns: match and overlap.
// Shape:  pure functions, linear in pattern x path; * ? stop at '/', ** crosses it; [a-z] {a,b} \x.
// Units:  whole paths: "**/name" is a name at any depth, also at the top.
// Errors: invalid patterns match nothing; check_glob says why.
// Source: docs/spec/policy.md section 3.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/result.h"

namespace base {

// Does the whole path fit the pattern? A leading dot needs no special care: * matches it.
bool glob_match(std::string_view pattern, std::string_view path);

// Is there a path that fits both? Exact for * ? ** and classes of ASCII; {} are expanded (at most
// 64 forms). Patterns of thousands of steps, all forms together, are taken to overlap.
bool glob_overlap(std::string_view a, std::string_view b);

// Has the text any unescaped glob character?
bool is_glob(std::string_view text);

// invalid_input with the byte offset in `where`.
[[nodiscard]] Result<void> check_glob(std::string_view pattern);

}  // namespace base
