#include <ctime>

#include "coord/base/clock.h"

namespace base {

std::int64_t stopwatch_us() {
  timespec now = {};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace base
