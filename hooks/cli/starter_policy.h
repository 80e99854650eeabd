// starter_policy.h - a first .flockgate/policy.json to grow from.
// Shape:  one function.
// Errors: io, denied; a policy that is there already is left alone.
// Source: docs/spec/policy.md; docs/guide/policy.md.
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks::cli {

// Says what it did, in one line.
[[nodiscard]] base::Result<std::string> write_starter_policy(base::World& world);

}  // namespace hooks::cli
