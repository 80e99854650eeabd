// caller.h - for which agent a verb acts, and what that agent is at.
// Shape:  functions over what stands in the journal; open_checkout joins, as open_desk does.
// Units:  none.
// Errors: not_found outside a work tree, and those of open_desk; nobody is a value.
// Source: ADR-0070 (the resource git), ADR-0071 (who asks for a commit).
#pragma once

#include <optional>
#include <string>

#include "coord/backend/standing.h"
#include "hooks/cli/args.h"
#include "hooks/cli/lease_desk.h"

namespace hooks::cli {

// Who --agent names, else whoever has the resource git: the hook of the call we run in took it for
// its agent.
std::optional<std::string> agent_of_call(const Invocation& call, const coord::Standing& standing);

// What it said it is at; empty when it said nothing or is not there.
std::string task_of(const coord::Standing& standing, const std::string& agent);

// A desk in a work tree, at which that agent asks; without one, who typed the verb.
[[nodiscard]] base::Result<Desk> open_checkout(const Invocation& call, base::World& world);

}  // namespace hooks::cli
