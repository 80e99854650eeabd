// Any bytes as a command: an answer within the budgets, every span inside the command.
#include <cstdint>
#include <string>

#include "coord/base/ensure.h"
#include "guards/effects/effects.h"
#include "tests/support/fake_clock.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  base::Env env;
  support::FakeClock clock;
  base::World world{base::real_disk(), clock, env};
  guards::Action action;
  action.kind = guards::ActionKind::command;
  action.cwd = "/nonexistent";
  action.command.assign(data, data + size);
  const guards::Effects effects = guards::understand(action, {}, world);
  for (const guards::Effect& effect : effects.list) {
    base::ensure(effect.span.begin <= effect.span.end && effect.span.end <= size,
                 "spans are inside");
  }
  return 0;
}
