#include <ctime>

#include "coord/base/clock.h"
#include "coord/base/disk.h"
#include "coord/base/text.h"
#include "coord/base/time_namespace.h"

namespace base {

namespace {

Millis read_clock(clockid_t which) {
  timespec now = {};
  ::clock_gettime(which, &now);
  return Millis{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

class RealClock final : public Clock {
 public:
  Millis wall_ms() override { return read_clock(CLOCK_REALTIME); }
  // Not MONOTONIC: that one stands still while the machine sleeps, and leases would outlive a
  // night. Counted as the machine's first time namespace does: others may share the journal.
  Millis boot_ms() override { return read_clock(CLOCK_BOOTTIME) - time_namespace().boot_offset_ms; }

  Millis wait_ms() override { return read_clock(CLOCK_BOOTTIME); }

  std::string boot_id() override {
    const Result<std::string> id = read_file(real_disk(), "/proc/sys/kernel/random/boot_id", 64);
    return id ? std::string(trim(*id)) : std::string();
  }
};

}  // namespace

Clock& real_clock() {
  static RealClock clock;
  return clock;
}

}  // namespace base
