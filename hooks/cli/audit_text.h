// audit_text.h - one audit record in words.
// Shape:  pure functions; texts that are safe on a terminal.
// Units:  UTC.
// Errors: none: a member that is missing is left out.
// Source: docs/spec/audit.md.
#pragma once

#include <string>

#include "coord/base/json_view.h"

namespace hooks::cli {

// One line: number, time, verdict, rule, who, tool, on what.
std::string summary_of(base::JsonRef record);

// All members, a line each.
std::string details_of(base::JsonRef record);

}  // namespace hooks::cli
