// touches.h - which files of a work tree a call touches, as the coordinator wants them.
// Shape:  pure but for links and file kinds, which it looks up.
// Units:  at most kMaxReads files are seen in one call; every sure write is taken.
// Errors: none: a path outside the work tree, or generated, is left out.
// Source: docs/spec/leases.md section 6, docs/spec/stamps.md section 1; ADR-0052.
#pragma once

#include <vector>

#include "coord/coordinator.h"
#include "hooks/validators/validator.h"

namespace hooks {

inline constexpr std::size_t kMaxReads = 32;

std::vector<coord::Touch> touches_of(const Judgement& on);

}  // namespace hooks
