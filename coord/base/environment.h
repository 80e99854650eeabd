// environment.h - all that this process was given, to hand it to a child of ours.
// Shape:  one function.
// Units:  "NAME=value" each.
// Errors: none.
// Source: environ(7); docs/ARCHITECTURE.md section 5. No value here may weaken a verdict.
#pragma once

#include <string>
#include <vector>

namespace base {

std::vector<std::string> environment();

}  // namespace base
