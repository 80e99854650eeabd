// stays.h - the work trees a call is in, and what it touches in each.
// Shape:  plain values; links and repositories are looked up.
// Units:  at most kMaxReads files are seen in one call; every sure write is taken.
// Errors: none: a path in no repository, or generated, is left out.
// Source: docs/spec/leases.md sections 2 and 6; ADR-0052, ADR-0064 (several repositories).
#pragma once

#include <string>
#include <vector>

#include "coord/coordinator.h"
#include "guards/place.h"
#include "hooks/validators/validator.h"

namespace hooks {

inline constexpr std::size_t kMaxReads = 32;
inline constexpr std::size_t kMaxTouches = 256;  // beyond, the whole tree is what is touched

struct Stay {
  guards::Place place;
  std::vector<coord::Touch> touches;
};

// Where a folder is; a repository we cannot read still has its rules, counted from the folder.
guards::Place place_at(const std::string& folder, base::World& world);

// The call's own work tree and others, each with something to touch, in the one order in which
// everybody locks them. Where nobody was ever at work, a read is nobody's business.
std::vector<Stay> stays_of(const Judgement& on);

}  // namespace hooks
