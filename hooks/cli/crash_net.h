// crash_net.h - whatever ends this process, an answer goes out first.
// Shape:  functions over the one process state that signal handlers may see.
// Units:  the net answers 1 s after it was installed; put off, 8 s after it at the latest.
// Errors: none; handlers use only async-signal-safe calls.
// Source: ADR-0015 (never fall open); fault rows P6-P14.
#pragma once

#include <cstdint>

#include "hooks/verdict.h"

namespace hooks::cli {

// From here on a crash, a broken promise, the deadline or a request to end prints `fail_side`.
// The Answer must live until the process ends.
void install_crash_net(const Answer& fail_side) noexcept;

// A better answer than the one before; must live, unchanged, until the process ends.
void set_best_answer(const Answer& answer) noexcept;

// The net answers this many milliseconds later than it would if it were installed now.
void put_off_deadline(std::int64_t by_ms) noexcept;

// A crash from here on adds a byte to this file, null: to none. Must live until the process ends.
void count_unless_recorded(const char* file) noexcept;

// Prints the answer, once, and leaves.
[[noreturn]] void leave_with(const Answer& answer) noexcept;

// The same with the best answer known; the blocking exit code alone when there is none.
[[noreturn]] void leave_with_best() noexcept;

}  // namespace hooks::cli
