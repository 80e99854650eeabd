// local.h - leases of one machine: the journal under its lock, the mapped index beside it.
// Shape:  resource; one per process and state folder.
// Units:  as backend.h.
// Errors: as backend.h.
// Source: docs/spec/leases.md section 5; ADR-0051.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "coord/backend/backend.h"
#include "coord/base/world.h"
#include "coord/journal/journal.h"
#include "coord/lease/options.h"

namespace coord {

// Is this owner provably dead? `call_since`: since when a call of its agent is under way, which may
// have left something that still writes; lease::kForever: there is none.
using Death = std::function<bool(const lease::Owner& owner, base::Millis call_since)>;

// Leases kept in `state_dir`/journal.jsonl and leases.index. `deadline_ms` is for the lock.
// Whoever stands in somebody's way and is dead is taken out of it.
[[nodiscard]] base::Result<std::unique_ptr<Backend>> open_local(base::World& world,
                                                                const std::string& state_dir,
                                                                const lease::Options& options,
                                                                base::Millis deadline_ms,
                                                                Death is_dead = {});

// For whoever else writes to the coordination journal: a new segment begins with the leases that
// are held. Without it a rotation would forget them.
JournalOptions with_leases(base::World& world, const std::string& state_dir,
                           JournalOptions options = {});

}  // namespace coord
