// touches.h - which files of a work tree a call touches, as the coordinator wants them.
// Shape:  pure but for links and file kinds, which it looks up.
// Units:  at most kMaxReads files are seen in one call; every sure write is taken.
// Errors: none: a path outside the work tree, or generated, is left out.
// Source: docs/spec/leases.md section 6, docs/spec/stamps.md section 1; ADR-0052.
#pragma once

#include <string>
#include <vector>

#include "coord/coordinator.h"
#include "hooks/validators/validator.h"

namespace hooks {

inline constexpr std::size_t kMaxReads = 32;
inline constexpr std::size_t kMaxTouches =
    256;  // beyond, the whole tree is the one that is touched

// Does it lie in a folder that programs fill? Nobody edits there by hand, and nothing there is
// lost.
bool is_generated(const std::string& path);

// Those among them that a rule keeps from being read: they are not copied, either. Named as
// findings name files: relative to the work tree when inside.
std::vector<std::string> guarded_files(const Judgement& on, const std::vector<std::string>& names);

std::vector<coord::Touch> touches_of(const Judgement& on);

}  // namespace hooks
