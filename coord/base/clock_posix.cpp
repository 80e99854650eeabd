#include <ctime>

#include "coord/base/clock.h"

namespace base {

namespace {

Millis read_clock(clockid_t which) {
  timespec now = {};
  ::clock_gettime(which, &now);
  return Millis{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

// POSIX has neither a clock that counts sleep nor a name for a boot: leases outlive a sleep here,
// and callers that see an empty boot id fall back to wall time.
class RealClock final : public Clock {
 public:
  Millis wall_ms() override { return read_clock(CLOCK_REALTIME); }
  Millis boot_ms() override { return read_clock(CLOCK_MONOTONIC); }
  std::string boot_id() override { return {}; }
};

}  // namespace

Clock& real_clock() {
  static RealClock clock;
  return clock;
}

}  // namespace base
