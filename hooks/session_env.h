// session_env.h - what the commands of a session find in their environment from us.
// Shape:  one function at the start of a session.
// Units:  none.
// Errors: those of the disk; the caller tells them and never blocks.
// Source: ADR-0094 (readers of git lock nothing); git(1), GIT_OPTIONAL_LOCKS.
#pragma once

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "hooks/platforms/platform.h"

namespace hooks {

// Where the platform has a file for it: that git's readers take no optional lock, told once.
[[nodiscard]] base::Result<void> quiet_readers(const Platform& platform, base::World& world);

}  // namespace hooks
