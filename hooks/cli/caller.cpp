#include "hooks/cli/caller.h"

namespace hooks::cli {

std::optional<std::string> agent_of_call(const Invocation& call, const coord::Standing& standing) {
  if (const auto named = call.value("--agent")) return std::string(*named);
  for (const coord::HeldLease& held : standing.leases) {
    const coord::lease::Scope& scope = held.claim.scope;
    if (scope.kind == coord::lease::ScopeKind::resource && scope.text == "git") return held.agent;
  }
  return std::nullopt;
}

}  // namespace hooks::cli
