// caller.h - for which agent a verb of git's kind acts.
// Shape:  pure functions over what stands in the journal.
// Units:  none.
// Errors: none: nobody is a value.
// Source: ADR-0070 (the resource git), ADR-0071 (who asks for a commit).
#pragma once

#include <optional>
#include <string>

#include "coord/backend/standing.h"
#include "hooks/cli/args.h"

namespace hooks::cli {

// Who --agent names, else whoever has the resource git: the hook of the call we run in took it for
// its agent.
std::optional<std::string> agent_of_call(const Invocation& call, const coord::Standing& standing);

}  // namespace hooks::cli
