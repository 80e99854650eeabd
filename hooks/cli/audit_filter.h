// audit_filter.h - which audit records somebody asked for.
// Shape:  plain value; matching is pure.
// Units:  wall milliseconds.
// Errors: invalid_input for a verdict, stage or time that does not exist.
// Source: docs/spec/audit.md; docs/man/flockgate.1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/clock.h"
#include "coord/base/json_view.h"
#include "coord/base/result.h"
#include "hooks/cli/args.h"

namespace hooks::cli {

struct AuditFilter {
  std::string agent;  // begin of a platform or session, or a sub-agent; empty: any
  std::string rule;   // whole, or up to one of its dots
  std::string verdict;
  std::string stage;
  std::string path;  // a file, a folder, or a glob
  base::Millis since = 0;
};

[[nodiscard]] base::Result<AuditFilter> read_filter(const Invocation& call, base::Clock& clock);

// Texts that each matching line must hold, most telling first: looked for before anything is
// parsed.
std::vector<std::string> literals_of(const AuditFilter& filter);

// Does the begin of this line already say that it is too old? False when it does not tell.
bool is_older(const AuditFilter& filter, std::string_view line);

bool matches(const AuditFilter& filter, base::JsonRef record);

}  // namespace hooks::cli
