// after_call.h - what the end of a call, a turn or a session means for leases and stamps.
// Shape:  functions over values; the state folder is written.
// Units:  none.
// Errors: those of the coordinator; the caller tells them and never blocks (docs/spec/verdicts.md).
// Source: ADR-0052 (what ends a call lock), ADR-0055.
#pragma once

#include <string>

#include "coord/base/world.h"
#include "coord/coordinator.h"
#include "guards/place.h"
#include "hooks/tool_call.h"

namespace hooks {

// Outside a repository there is nobody to coordinate with.
bool is_coordinated(const guards::Place& place);

coord::Who who_of(const ToolCall& call);
// What pre and post hook of one call share.
std::string call_key(const ToolCall& call);

// Post and failed post end the call, Stop and a new prompt the turn, a session's end everything.
// What there is to tell the agent: who changed files it has seen, each change once.
[[nodiscard]] base::Result<std::string> end_of(const ToolCall& call, const guards::Place& place,
                                               base::World& world);

}  // namespace hooks
