#include "hooks/cli/caller.h"

#include <algorithm>

namespace hooks::cli {

std::optional<std::string> agent_of_call(const Invocation& call, const coord::Standing& standing) {
  if (const auto named = call.value("--agent")) return std::string(*named);
  for (const coord::HeldLease& held : standing.leases) {
    const coord::lease::Scope& scope = held.claim.scope;
    if (scope.kind == coord::lease::ScopeKind::resource && scope.text == "git") return held.agent;
  }
  return std::nullopt;
}

std::string task_of(const coord::Standing& standing, const std::string& agent) {
  const auto member = std::ranges::find(standing.agents, agent, &coord::Member::name);
  return member == standing.agents.end() ? std::string() : member->task;
}

base::Result<Desk> open_checkout(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  if (desk.place.root.empty()) {
    return base::fail(base::Code::not_found, "no work tree here", world.env.cwd,
                      "cd to the checkout");
  }
  if (auto agent = agent_of_call(call, TRY(desk.leases->standing()))) desk.agent = *agent;
  return desk;
}

}  // namespace hooks::cli
