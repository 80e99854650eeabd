// coordinator_lost.h - the lease an agent still believes in.
// Shape:  function over the journal's last entries.
// Units:  boot-clock Millis; at most the last 1 MiB of the journal is looked at.
// Errors: io, corrupt of the journal.
// Source: ADR-0061; fault rows E7, E10.
#pragma once

#include <optional>
#include <string>

#include "coord/base/world.h"
#include "coord/lease/lease.h"

namespace coord {

struct LostLease {
  lease::Fence fence = 0;
  lease::Scope scope;
  base::Millis ago_ms = 0;  // since it ended
};

// The last lease that `agent` asked for over `scope` and did not give up itself, when it has ended.
[[nodiscard]] base::Result<std::optional<LostLease>> lost_lease(base::World& world,
                                                                const std::string& journal,
                                                                const std::string& agent,
                                                                const lease::Scope& scope);

}  // namespace coord
