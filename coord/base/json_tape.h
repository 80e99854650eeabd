// json_tape.h - checks a JSON text in one pass and writes down where its values are.
// Shape:  pure function; no recursion; for json_view.cpp.
// Units:  nodes in document order, keys before their values; at most JsonView::kMaxNodes.
// Errors: invalid_input with "byte N" in `where`.
// Source: ADR-0004; RFC 8259.
#pragma once

#include <string_view>
#include <vector>

#include "coord/base/json_view.h"
#include "coord/base/result.h"

namespace base {

[[nodiscard]] Result<std::vector<JsonNode>> write_json_tape(std::string_view bytes);

}  // namespace base
