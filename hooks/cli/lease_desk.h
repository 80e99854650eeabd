// lease_desk.h - where verbs about leases are served: who asks, where, and for what.
// Shape:  Desk is a resource; the rest are functions over what was typed.
// Units:  Millis; scopes are relative to the current folder until they are read.
// Errors: invalid_input (a bad scope, mode, time), not_found (no repository), those of the backend.
// Source: docs/man/flockgate.1; docs/spec/leases.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "coord/backend/backend.h"
#include "guards/place.h"
#include "hooks/cli/args.h"

namespace hooks::cli {

struct Desk {
  guards::Place place;
  std::unique_ptr<coord::Backend> leases;
  std::string agent;  // who asks
};

// For verbs that take part: the state folder is made, the caller joined.
[[nodiscard]] base::Result<Desk> open_desk(base::World& world);

// Has anybody written to the journal of this place?
bool is_begun(const guards::Place& place, base::World& world);

// A scope as typed here, as the work tree knows it.
[[nodiscard]] base::Result<coord::lease::Scope> read_scope(std::string_view text,
                                                           const guards::Place& place,
                                                           base::World& world);

// What is asked for with it: a file of several names is claimed by its inode, too.
[[nodiscard]] base::Result<void> add_claims(std::string_view text, coord::lease::Mode mode,
                                            const guards::Place& place, base::World& world,
                                            std::vector<coord::lease::Claim>& claims);

// The value of a flag as a time; `otherwise` when it was not typed.
[[nodiscard]] base::Result<base::Millis> time_of(const Invocation& call, std::string_view flag,
                                                 base::Millis otherwise);
[[nodiscard]] base::Result<coord::lease::Fence> fence_of(std::string_view text);

// Asks until it is granted or `wait` is over; a place in line is taken at once and kept.
[[nodiscard]] base::Result<coord::Reply> ask_for(Desk& desk, coord::Ask ask, base::Millis wait,
                                                 base::World& world);

// Who stands in the way, a line each.
std::string obstacle_words(const coord::Reply& reply);
std::string obstacles_json(const coord::Reply& reply);

}  // namespace hooks::cli
