// clock.h - the only source of time.
// Shape:  Clock is an interface; FakeClock lives in tests/support.
// Units:  milliseconds; wall time is for people, boot time (counts sleep) for deadlines and TTLs.
// Errors: none.
// Source: ADR-0003; fault rows E6-E9.
#pragma once

#include <cstdint>
#include <string>

namespace base {

using Millis = std::int64_t;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Millis wall_ms() = 0;       // since 1970
  virtual Millis boot_ms() = 0;       // since boot, suspend included
  virtual std::string boot_id() = 0;  // another one after a reboot; empty when unknown
  // As boot_ms(), from a begin that only this process knows: for how long it waits. To count as
  // other time namespaces do costs a look into /proc, 10 us of a hook's 150.
  virtual Millis wait_ms() { return boot_ms(); }
};

Clock& real_clock();

// Microseconds from an arbitrary begin: measures how long something took, never decides anything.
std::int64_t stopwatch_us();

}  // namespace base
