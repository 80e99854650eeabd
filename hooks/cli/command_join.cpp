#include "coord/base/text.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/lease_desk.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

base::Result<std::string> join(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  if (const auto task = call.value("--task")) {
    TRY_VOID(desk.leases->describe(desk.agent, base::one_line(*task, 110)));
  }
  return desk.agent;
}

}  // namespace

int command_join(const Invocation& call, base::World& world) {
  const auto name = join(call, world);
  if (!name) return complain(name.error(), call.json());
  print(call.json() ? "{\"schema\":\"join/1\",\"agent\":" + base::json_string(*name) + "}\n"
                    : *name + "\n");
  return kOk;
}

}  // namespace hooks::cli
