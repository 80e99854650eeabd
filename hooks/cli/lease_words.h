// lease_words.h - who is here, who holds what, who waits: as lines of 80 columns and as JSON.
// Shape:  pure functions over a Standing.
// Units:  Millis in; "3 s", "12 min" for people.
// Errors: none.
// Source: docs/man/flockgate.1; semantics of the parts: docs/spec/leases.md.
#pragma once

#include <string>
#include <vector>

#include "coord/backend/standing.h"
#include "coord/coordinator_unfinished.h"

namespace hooks::cli {

// ["a","b"]
std::string texts_json(const std::vector<std::string>& texts);
// A number, or null for a lease that ends by evidence.
std::string left_json(base::Millis left_ms);

// Who waits first, then who holds, then who is here; `self` is marked.
std::string standing_words(const coord::Standing& standing, const std::string& self);
std::string leases_words(const coord::Standing& standing);
// What agents left that ended in the middle; `wall_ms` is now.
std::string unfinished_words(const std::vector<coord::Unfinished>& all, base::Millis wall_ms);
std::string unfinished_json(const std::vector<coord::Unfinished>& all);
// Members without braces: "agents":[..],"leases":[..],"line":[..]
std::string standing_members(const coord::Standing& standing);
std::string leases_json(const coord::Standing& standing);

}  // namespace hooks::cli
