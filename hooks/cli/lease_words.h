// lease_words.h - who is here, who holds what, who waits: as lines of 80 columns and as JSON.
// Shape:  pure functions over a Standing.
// Units:  Millis in; "3 s", "12 min" for people.
// Errors: none.
// Source: docs/man/flockgate.1; semantics of the parts: docs/spec/leases.md.
#pragma once

#include <string>

#include "coord/backend/standing.h"

namespace hooks::cli {

// "250 ms", "3 s", "12 min", "2 h"
std::string brief_time(base::Millis time);
// A number, or null for a lease that ends by evidence.
std::string left_json(base::Millis left_ms);

// Who waits first, then who holds, then who is here; `self` is marked.
std::string standing_words(const coord::Standing& standing, const std::string& self);
std::string leases_words(const coord::Standing& standing);
// Members without braces: "agents":[..],"leases":[..],"line":[..]
std::string standing_members(const coord::Standing& standing);
std::string leases_json(const coord::Standing& standing);

}  // namespace hooks::cli
