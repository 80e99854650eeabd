#include "coord/base/clock_pause.h"

#include <ctime>

namespace base {

void pause_ms(Millis time) {
  const timespec span = {time / 1000, (time % 1000) * 1'000'000};
  static_cast<void>(::clock_nanosleep(CLOCK_MONOTONIC, 0, &span, nullptr));
}

}  // namespace base
