// scope.h - scopes as people write them, and whether two of them meet.
// Shape:  pure functions over values.
// Units:  text is relative to the work tree's root.
// Errors: invalid_input: empty, absolute, outside the tree, a broken pattern, a bad resource name.
// Source: docs/spec/leases.md section 2; ADR-0050.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/result.h"
#include "coord/lease/lease.h"

namespace coord::lease {

// "src/a.cpp" a path, "src/" or "src/**" a directory, "*.md" a pattern, "**" or "." the whole tree,
// "res:NAME" a resource.
[[nodiscard]] base::Result<Scope> parse_scope(std::string_view text);

// The form parse_scope reads back.
std::string to_text(const Scope& scope);

// Is there a file (or the resource) that both mean?
bool overlaps(const Scope& a, const Scope& b);

// Is every file of `inner` one of `outer`? Exact but for two patterns, where only equal text
// counts.
bool covers(const Scope& outer, const Scope& inner);

}  // namespace coord::lease
