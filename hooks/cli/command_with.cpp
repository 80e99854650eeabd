#include <array>
#include <utility>

#include "coord/base/text.h"
#include "coord/lease/options.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/guest.h"
#include "hooks/cli/lease_desk.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::fail;
using base::Result;

// Short, so that a killed `with` frees its leases soon; renewed while the command runs.
constexpr base::Millis kTtlMs = 30'000;
constexpr base::Millis kWaitMs = 5'000;

struct Row {
  std::string_view flag;
  coord::lease::Mode mode;
  std::string_view prefix;
};

constexpr std::array<Row, 3> kRows = {
    {{"--write", coord::lease::Mode::write, ""},
     {"--read", coord::lease::Mode::read, ""},
     {"--resource", coord::lease::Mode::write, "res:"}}
};

Result<coord::Ask> read_ask(const Invocation& call, const Desk& desk, base::World& world) {
  coord::Ask ask;
  for (const Row& row : kRows) {
    for (const std::string& text : call.values(row.flag)) {
      const std::string scope = std::string(row.prefix) + text;
      TRY_VOID(add_claims(scope, row.mode, desk.place, world, ask.claims));
    }
  }
  ask.ttl_ms = kTtlMs;
  if (!ask.claims.empty()) return ask;
  return fail(Code::invalid_input, "with takes what to hold", {},
              "flockgate with --write src/ -- make format");
}

// Runs the command; a lease that is lost meanwhile is said once and cannot call the command back.
Result<int> run_holding(const Invocation& call, Desk& desk, coord::lease::Fence fence) {
  bool lost = false;
  const auto renew = [&] {
    const auto left = desk.leases->renew(desk.agent, fence, kTtlMs);
    if (left || lost || left.error().code == Code::timed_out) return;
    lost = true;
    say("flockgate: the lease " + std::to_string(fence) +
        " is over while the command runs: " + base::to_text(left.error()));
  };
  auto code = run_guest(call.rest, kTtlMs / 3, renew);
  const auto released = desk.leases->release(desk.agent, fence, "released");
  if (!released) say("flockgate: not released: " + base::to_text(released.error()));
  return code;
}

Result<int> hold_and_run(const Invocation& call, base::World& world) {
  if (call.rest.empty()) {
    return fail(Code::invalid_input, "with takes a command behind --", {},
                "flockgate with --write src/ -- make format");
  }
  Desk desk = TRY(open_desk(world));
  const coord::Ask ask = TRY(read_ask(call, desk, world));
  const base::Millis wait = TRY(time_of(call, "--wait", kWaitMs));
  const coord::Reply reply = TRY(ask_for(desk, ask, wait, world));
  if (reply.granted()) return run_holding(call, desk, reply.fence);
  say("flockgate: not run, for it would not be alone\n" + obstacle_words(reply));
  return kBusy;
}

}  // namespace

int command_with(const Invocation& call, base::World& world) {
  const Result<int> code = hold_and_run(call, world);
  return code ? *code : complain(code.error(), call.json());
}

}  // namespace hooks::cli
