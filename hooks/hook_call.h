// hook_call.h - one hook call from payload bytes to an answer: steps 2 to 8 of the straight line.
// Shape:  functions over values; bytes in, Answer out; the caller reads stdin and prints.
// Errors: none: every failure is an Answer on the fail side.
// Source: docs/ARCHITECTURE.md section 4; ADR-0015 (never fall open).
#pragma once

#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "hooks/platforms/platform.h"
#include "hooks/tool_call.h"
#include "hooks/verdict.h"

namespace hooks {

// What `flockgate hook` was told on its command line.
struct HookArgs {
  std::string_view platform;  // empty: told by the payload
  std::string_view event;     // the platform's word; empty: told by the payload
  bool operator==(const HookArgs&) const = default;
};

// Told as soon as a better answer is known than the one before; keeps what it needs.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void best_known(const Answer& answer) = 0;
  // The call is about to wait for another agent, at most this long.
  virtual void more_time(base::Millis /*time*/) {}
  // From now on a call that ends without its record is counted in this file; empty: it is recorded.
  virtual void unrecorded(const std::string& /*tally*/) {}
};

// The answer when nothing could be judged: closed before a tool runs, silent elsewhere.
Answer fail_side(const HookArgs& args, std::string_view what);

// The same for a process that ends in the middle of anything.
Answer last_words(const HookArgs& args);

// Judges the payload, records the verdict, and returns the platform's answer.
Answer answer_payload(std::string_view payload, const HookArgs& args, base::World& world,
                      Progress& progress);

}  // namespace hooks
