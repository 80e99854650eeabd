#include <string>

#include "coord/base/text.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/demo_crowd.h"
#include "hooks/cli/demo_report.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/scratch.h"

namespace hooks::cli {

namespace {

constexpr std::int64_t kAgents = 7;
constexpr std::int64_t kMostAgents = 200;
constexpr std::int64_t kRounds = 12;

struct Plan {
  int agents = 0;
  int rounds = 0;
  std::string folder;
  std::string bin;  // where both programs are
  bool live = false;
};

base::Result<int> number(const Invocation& call, std::string_view flag, std::int64_t otherwise,
                         std::int64_t most) {
  const auto typed = call.value(flag);
  const auto value = typed ? base::to_int(*typed) : otherwise;
  if (value && *value >= 1 && *value <= most) return static_cast<int>(*value);
  return base::fail(base::Code::invalid_input,
                    std::string(flag) + " is a number from 1 to " + std::to_string(most));
}

base::Result<Plan> plan_of(const Invocation& call, base::World& world) {
  Plan plan;
  plan.agents = TRY(number(call, "--agents", kAgents, kMostAgents));
  plan.rounds = TRY(number(call, "--rounds", kRounds, 10'000));
  plan.folder = scratch_name(temporary_folder(), "demo", world);
  plan.bin = world.env.self.substr(0, world.env.self.rfind('/'));
  if (!world.disk.info(plan.bin + "/flockgate")) {
    return base::fail(base::Code::not_found, "no flockgate beside flockgate-cli", plan.bin,
                      "build or install both programs");
  }
  plan.live = world.env.stdout_is_tty && !call.json();
  return plan;
}

void show_progress(const Plan& plan, std::string_view what, const Tally& tally) {
  if (!plan.live) return;
  print("\r  " + std::string(what) + "  " + std::to_string(tally.steps) + " tool calls, " +
        std::to_string(tally.words[static_cast<std::size_t>(Word::deny)]) + " denied");
  flush_output();
}

base::Result<Side> run_side(const Plan& plan, bool guarded, base::World& world) {
  const std::string_view what = guarded ? "with flockgate:   " : "without the guard:";
  Side side;
  side.scene =
      TRY(make_scene(plan.folder + (guarded ? "/guarded" : "/bare"), plan.bin, plan.agents, world));
  std::vector<AgentJob> jobs;
  jobs.reserve(static_cast<std::size_t>(plan.agents));
  for (int i = 0; i < plan.agents; ++i) {
    jobs.push_back({agent_of(i), side.scene.repository, guarded ? plan.bin + "/flockgate" : "",
                    side.scene.environment, plan.rounds});
  }
  side.tally =
      TRY(run_crowd(jobs, world, [&](const Tally& tally) { show_progress(plan, what, tally); }));
  if (plan.live) print("\n");
  side.after = TRY(inspect(side.scene, world));
  return side;
}

base::Result<Outcome> run_both(const Plan& plan, base::World& world) {
  TRY_VOID(world.disk.make_dir(plan.folder, 0700));
  Outcome outcome;
  outcome.lines = static_cast<std::uint64_t>(plan.agents) * static_cast<std::uint64_t>(plan.rounds);
  outcome.guarded = TRY(run_side(plan, true, world));
  outcome.audit = TRY(audit_records(outcome.guarded.scene, world));
  outcome.bare = TRY(run_side(plan, false, world));
  return outcome;
}

}  // namespace

int command_demo(const Invocation& call, base::World& world) {
  const base::Result<Plan> plan = plan_of(call, world);
  if (!plan) return complain(plan.error(), call.json());
  if (!call.json()) {
    print(std::to_string(plan->agents) + " agents, " + std::to_string(plan->rounds) +
          " rounds each, Claude Code's and Gemini CLI's hook payloads, one checkout\n");
    flush_output();
  }
  const base::Result<Outcome> outcome = run_both(*plan, world);
  const int code = outcome ? show(*outcome, call.json()) : complain(outcome.error(), call.json());
  if (call.has("--keep")) {
    say("kept: " + plan->folder);
  } else if (const auto gone = remove_scene(plan->folder, world); !gone) {
    say("could not remove " + plan->folder + ": " + base::to_text(gone.error()));
  }
  return code;
}

}  // namespace hooks::cli
