// coordinator_owner.h - an agent's process, found step by step from hook to hook.
// Shape:  functions over the agent's stamps, where each hook leaves what it saw.
// Units:  none.
// Errors: io of the stamps.
// Source: ADR-0059 (who owns a lease).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "coord/lease/slots.h"
#include "coord/stamp/stamps.h"

namespace coord {

bool has_proven_owner(const Stamps& stamps);

// The owner as far as this hook can tell: proven once two hooks agree on it; pid 0: not known.
[[nodiscard]] base::Result<lease::Owner> find_owner(base::World& world, Stamps& stamps);

// A session that begins or goes on has a process of its own: what was seen before says nothing.
[[nodiscard]] base::Result<void> forget_owner(Stamps& stamps);

// Provably dead, and nothing it started since `call_since` can still write below `root`.
bool is_dead(base::World& world, const std::string& root, const lease::Owner& owner,
             base::Millis call_since);

// This very process; unproven where the system does not tell when it began.
lease::Owner own_process(base::World& world);

// For the name of what a process makes, so that others know whose it is: "4711-88123-9f..-40265..".
std::string mark_of(const lease::Owner& owner);
std::optional<lease::Owner> owner_marked(std::string_view mark);

// Files and folders in `folder` named PREFIX, a mark and perhaps a dot and more, whose process is
// provably gone: they go, but for a folder in which what it began is still at work.
void remove_left(base::World& world, const std::string& folder, std::string_view prefix);

}  // namespace coord
