// program.h - the program beside this one that hooks start.
// Shape:  one function.
// Errors: not_found, denied (not executable), unsupported (a path that JSON cannot carry).
// Source: docs/spec/verdicts.md section 6 (absolute argv, no wrapper scripts).
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks::cli {

// Absolute path of `flockgate`.
[[nodiscard]] base::Result<std::string> guard_program(base::World& world);

}  // namespace hooks::cli
