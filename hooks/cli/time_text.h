// time_text.h - wall time for people.
// Shape:  one pure function.
// Units:  milliseconds since 1970 in, UTC out.
// Errors: none.
// Source: RFC 3339, with a blank in place of the T.
#pragma once

#include <string>

#include "coord/base/clock.h"

namespace hooks::cli {

// "2026-11-21 14:02:11.250Z"
std::string time_text(base::Millis wall_ms);

}  // namespace hooks::cli
