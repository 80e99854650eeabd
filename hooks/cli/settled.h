// settled.h - was anybody in the middle of writing an agent's files while they were judged?
// Shape:  function over what was read before and what stands in the journal now.
// Units:  none.
// Errors: those of the journal.
// Source: ADR-0077: a tool writes a file in several steps, and says only later that it has.
#pragma once

#include "coord/backend/backend.h"
#include "hooks/cli/own_work.h"

namespace hooks::cli {

// No edit of these files came on record since, and none is under way that has begun to show.
[[nodiscard]] base::Result<bool> is_settled(const Ownership& judged, coord::Backend& backend);

}  // namespace hooks::cli
