// snapshot.h - the whole live table as one JSON value, and back.
// Shape:  pure functions; snapshot(restore(s)) == s.
// Units:  as slots.h.
// Errors: corrupt (not a value we wrote), unsupported (the table has no room).
// Source: docs/spec/leases.md section 8; fault-matrix I9.
#pragma once

#include <string>

#include "coord/base/json_view.h"
#include "coord/base/result.h"
#include "coord/lease/table.h"

namespace coord::lease {

// {"boot":..,"applied":..,"agents":[...],"leases":[...],"tickets":[...]}, ordered by number: two
// tables that mean the same give the same bytes, whatever slots they use.
std::string snapshot(const Table& table);

// Into an empty table.
[[nodiscard]] base::Result<void> restore(Table& table, const base::JsonRef& state);

}  // namespace coord::lease
