// fake_clock.h - a clock that moves only when a test turns it.
// Shape:  implements base::Clock; starts at a fixed wall time, one hour after boot.
// Units:  milliseconds.
// Errors: none.
// Source: fault rows E6-E9.
#pragma once

#include <string>
#include <utility>

#include "coord/base/clock.h"

namespace support {

class FakeClock : public base::Clock {
 public:
  base::Millis wall_ms() override { return wall_; }
  base::Millis boot_ms() override { return boot_; }
  std::string boot_id() override { return boot_id_; }

  // Time passes: both clocks move.
  void advance(base::Millis by) {
    wall_ += by;
    boot_ += by;
  }
  // Somebody sets the wall clock: the boot clock does not care.
  void set_wall(base::Millis now) { wall_ = now; }
  // Another boot: the boot clock starts over.
  void reboot(std::string boot_id) {
    boot_ = 0;
    boot_id_ = std::move(boot_id);
  }

 private:
  base::Millis wall_ = 1'700'000'000'000;
  base::Millis boot_ = 3'600'000;
  std::string boot_id_ = "11111111-2222-3333-4444-555555555555";
};

}  // namespace support
