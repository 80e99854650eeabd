// json.h - the one no-throw, size-limited JSON parse (a whole tree, for people's files).
// Shape:  nlohmann::json values; headers use json_fwd only.
// Units:  limits in bytes, levels and nodes.
// Errors: invalid_input with "line L, column C" in `where`; duplicate keys are refused.
// Source: ADR-0004 (two readers: trees for files, views for hook payloads).
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "coord/base/result.h"

namespace base {

struct JsonLimits {
  std::size_t bytes = 8U << 20U;
  std::size_t depth = 64;
  bool comments = false;  // // and /* */ as in JSON with comments; trailing commas stay errors
};

[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text, JsonLimits limits = {});

}  // namespace base
