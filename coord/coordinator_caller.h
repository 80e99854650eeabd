// coordinator_caller.h - who types a command: an agent in its shell, or a person.
// Shape:  functions over a backend; a person joins under the name of the terminal.
// Units:  none.
// Errors: those of the backend.
// Source: ADR-0060 (a command belongs to the agent above it).
#pragma once

#include <memory>
#include <string>

#include "coord/backend/backend.h"
#include "coord/base/world.h"

namespace coord {

// Leases of this state folder for a command; the dead are taken out of the way.
[[nodiscard]] base::Result<std::unique_ptr<Backend>> open_leases(base::World& world,
                                                                 const std::string& state_dir,
                                                                 const std::string& root);

// The name of who asks, joined when it is nobody known: by the processes above us, else by the
// session that the environment names, else by the terminal.
[[nodiscard]] base::Result<std::string> join_caller(base::World& world, Backend& leases);

// The same without joining; empty when nobody known asks.
std::string find_caller(base::World& world, const Standing& standing);

}  // namespace coord
