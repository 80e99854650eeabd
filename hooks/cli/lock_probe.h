// lock_probe.h - two processes ask for one lock: does this file system tell them apart?
// Shape:  one blocking question; leaves nothing behind.
// Units:  none.
// Errors: unsupported when both were given the lock, or none; io when nobody could be asked.
// Source: ADR-0011; fault row L10.
#pragma once

#include <string>

#include "coord/base/world.h"

namespace hooks::cli {

// Tries the lock on a file of its own in `folder`, from this process and from a second one.
[[nodiscard]] base::Result<void> probe_locks(base::World& world, const std::string& folder);

}  // namespace hooks::cli
