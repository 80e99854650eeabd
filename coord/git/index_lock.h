// index_lock.h - is anybody behind the index.lock of this work tree?
// Shape:  functions; the system's list of processes is only looked at.
// Units:  process ids.
// Errors: unsupported where the system tells nothing about other processes; io.
// Source: proc(5); ADR-0072 (a lock is removed under proof only).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace coord {

// A git of this user that works below `root`, or in its git folder; none when there is none.
[[nodiscard]] base::Result<std::optional<std::int64_t>> git_at_work(base::World& world,
                                                                    const std::string& root);

}  // namespace coord
