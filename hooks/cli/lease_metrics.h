// lease_metrics.h - contention as numbers, from the journal alone.
// Shape:  a count over the journal's current segment.
// Units:  counts; Millis as seconds in the text.
// Errors: io of the journal; a journal that is not there has no entries.
// Source: docs/spec/leases.md section 7; the text form of Prometheus.
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks::cli {

// "flockgate_grants_total 12" and the like, a line each.
[[nodiscard]] base::Result<std::string> metrics_text(const std::string& journal,
                                                     base::World& world);

}  // namespace hooks::cli
