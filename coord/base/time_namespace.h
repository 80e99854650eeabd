// time_namespace.h - processes of one machine may be shown different boot clocks.
// Shape:  plain value, read once.
// Units:  milliseconds.
// Errors: none: where the system has no such thing or does not tell, it is the first namespace.
// Source: time_namespaces(7); fault row E9, ADR-0088.
#pragma once

#include <cstdint>

#include "coord/base/clock.h"

namespace base {

struct TimeNamespace {
  std::uint64_t id = 0;       // 0: the one the machine began with
  Millis boot_offset_ms = 0;  // what its boot clock is ahead of that one's
};

// This process's own.
const TimeNamespace& time_namespace();

}  // namespace base
