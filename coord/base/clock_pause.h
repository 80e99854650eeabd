// clock_pause.h - letting time pass while another process does something.
// Shape:  one function; who waits is handed it, so that tests can pass time without sleeping.
// Units:  milliseconds.
// Errors: none: a signal may end it early, so ask the clock afterwards.
// Source: contention-policy section 1 (waiting inside the hook); ADR-0052.
#pragma once

#include "coord/base/clock.h"

namespace base {

void pause_ms(Millis time);

}  // namespace base
