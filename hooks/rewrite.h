// rewrite.h - the command a call could run instead of the one that is refused.
// Shape:  pure function over values.
// Units:  spans are byte offsets into the command.
// Errors: none: nothing when a refusal offers nothing.
// Source: ADR-0085 (rewriting); docs/spec/verdicts.md section 3.
#pragma once

#include <optional>
#include <string>

#include "hooks/rollout.h"
#include "hooks/verdict.h"

namespace hooks {

// With what every finding that stops the call offers; nothing when one of them offers none.
std::optional<std::string> rewritten_command(const std::string& command, const Verdict& verdict,
                                             const Rollout& rollout);

// The verdict over the changed command, with what was changed, and why, as a warning.
Verdict as_rewritten(Verdict verdict, const Verdict& refused, std::string command);

}  // namespace hooks
