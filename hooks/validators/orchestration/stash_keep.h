// stash_keep.h - what a command is about to drop from the stash is kept first.
// Shape:  one function over the deeds of a call.
// Units:  none.
// Errors: those of git and of the coordinator.
// Source: ADR-0069 (the stash is nobody's), ADR-0073 (snapshot before risk).
#pragma once

#include "hooks/validators/orchestration/deeds.h"

namespace hooks {

[[nodiscard]] base::Result<void> keep_stash_entries(const Judgement& on, const Deeds& deeds);

}  // namespace hooks
