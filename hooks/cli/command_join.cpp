#include <algorithm>

#include "coord/base/text.h"
#include "coord/coordinator_unfinished.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/lease_desk.h"
#include "hooks/cli/output.h"
#include "hooks/validators/orchestration/digest.h"

namespace hooks::cli {

namespace {

base::Result<void> take_over(const std::string& from, Desk& desk, base::World& world) {
  const coord::WorkPlace at{world, desk.place.state_dir, desk.place.root};
  TRY(desk.leases->standing());  // who died just now is found first
  const auto all = TRY(coord::find_unfinished(at));
  const auto work = std::ranges::find(all, from, &coord::Unfinished::agent);
  if (work == all.end()) {
    return base::fail(base::Code::not_found, "nobody of that name left work behind",
                      base::one_line(from), "see flockgate status");
  }
  TRY_VOID(coord::adopt(at, *desk.leases, desk.agent, *work));
  if (!work->task.empty()) TRY_VOID(desk.leases->describe(desk.agent, work->task));
  say("you go on for " + from + ": " + left_words(*work) + "; read them before you write");
  return {};
}

base::Result<std::string> join(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  if (const auto from = call.value("--adopt")) TRY_VOID(take_over(std::string(*from), desk, world));
  if (const auto task = call.value("--task")) {
    TRY_VOID(desk.leases->describe(desk.agent, base::one_line(*task, 110)));
  }
  return desk.agent;
}

}  // namespace

int command_join(const Invocation& call, base::World& world) {
  const auto name = join(call, world);
  if (!name) return complain(name.error(), call.json());
  print(call.json() ? R"({"schema":"join/1","agent":)" + base::json_string(*name) + "}\n"
                    : *name + "\n");
  return kOk;
}

}  // namespace hooks::cli
