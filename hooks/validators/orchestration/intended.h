// intended.h - what a write tool is about to leave in a file, kept for later questions.
// Shape:  functions; kept bytes are named by their content (coord/stamp/blobs.h).
// Units:  bytes; at most what is kept of any file.
// Errors: io and denied of the disk.
// Source: docs/spec/stamps.md section 5; ADR-0075 (who wrote a line).
#pragma once

#include <string>
#include <vector>

#include "coord/coordinator.h"
#include "hooks/validators/validator.h"

namespace hooks {

// Whole texts and edits of write tools, one file a call: without them a change by nobody on record
// could not be told from the agent's own. What a shell writes is known once the next write begins.
[[nodiscard]] base::Result<void> keep_intended(const Judgement& on,
                                               const std::vector<coord::Touch>& touches);

// `text` after these replacements; unchanged where an old text is not there.
std::string edited(std::string text, const std::vector<guards::Edit>& edits);

}  // namespace hooks
