// ensure.h - a broken promise of ours ends in an answer, not in abort.
// Shape:  ensure(cond, "why"), on in release builds too.
// Errors: never returns when cond is false: runs the installed last act, then leaves with 70.
// Source: ADR-0002; house rule: several platforms read an odd exit status as "carry on".
#pragma once

namespace base {

// What to do when a promise is broken; must not return and must be async-signal-safe.
using LastAct = void (*)(const char* why) noexcept;

// Installs the last act of this process (command_hook does it before anything else).
void set_last_act(LastAct act) noexcept;

[[noreturn]] void broken_promise(const char* why) noexcept;

inline void ensure(bool condition, const char* why) noexcept {
  if (!condition) broken_promise(why);
}

}  // namespace base
