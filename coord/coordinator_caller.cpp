#include "coord/coordinator_caller.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "coord/backend/local.h"
#include "coord/base/hash.h"
#include "coord/coordinator_owner.h"
#include "coord/identity/owner.h"
#include "coord/identity/process.h"

namespace coord {

namespace {

constexpr base::Millis kLockMs = 2'000;  // a command may wait longer than a hook
constexpr std::size_t kDeep = 64;

using Members = std::vector<const Member*>;

Members owned_by(const Standing& standing, const ProcessId& process) {
  Members found;
  for (const Member& member : standing.agents) {
    const ProcessId owner{member.owner.pid, member.owner.start_ticks};
    if (owner == process) found.push_back(&member);
  }
  return found;
}

const Member* named_in_environment(const Members& among) {
  for (const NamedSession& named : sessions_in_environment()) {
    const auto found = std::ranges::find(among, base::hash64(named.text()), &Member::session_key);
    if (found != among.end()) return *found;
  }
  return nullptr;
}

// Of several sessions in one process the environment may name one; ancestry cannot tell sub-agents,
// so the session's own agent stands for them.
const Member* choose(const Members& among) {
  if (const Member* named = named_in_environment(among)) return named;
  const Member* newest = nullptr;
  for (const Member* member : among) {
    if (!member->parent.empty()) continue;
    if (newest == nullptr || member->joined > newest->joined) newest = member;
  }
  return newest != nullptr || among.empty() ? newest : among.front();
}

// An agent of which no hook has told yet. Its process is not known, so that only time ends what it
// gets: the leader of its shell is gone with the command.
Arrival arrival_of(const NamedSession& named) {
  return {named.family, named.session, named.sub_agent, {}, {}};
}

Arrival arrival_of_terminal(base::World& world) {
  const Terminal terminal = read_terminal(world.disk, world.env.pid);
  Arrival arrival;
  arrival.family = "human";
  arrival.name = "human@" + terminal.name;
  arrival.session = "terminal " + terminal.name + ' ' + std::to_string(terminal.leader.pid) + ' ' +
                    std::to_string(terminal.leader.start);
  arrival.owner = {terminal.leader.pid,
                   terminal.leader.start,
                   base::hash64(world.clock.boot_id()),
                   namespace_id(world.disk),
                   terminal.leader.start != 0 ? 1U : 0U,
                   0};
  return arrival;
}

}  // namespace

base::Result<std::unique_ptr<Backend>> open_leases(base::World& world, const std::string& state_dir,
                                                   const std::string& root) {
  const auto dead = [&world, root](const lease::Owner& owner, base::Millis call_since) {
    return is_dead(world, root, owner, call_since);
  };
  return open_local(world, state_dir, {}, kLockMs, dead);
}

std::string find_caller(base::World& world, const Standing& standing) {
  for (const ProcessId& process : read_chain(world.disk, world.env.pid, kDeep)) {
    if (const Member* member = choose(owned_by(standing, process))) return member->name;
  }
  Members all;
  for (const Member& member : standing.agents) all.push_back(&member);
  const Member* named = named_in_environment(all);
  return named == nullptr ? std::string() : named->name;
}

base::Result<std::string> join_caller(base::World& world, Backend& leases) {
  std::string known = find_caller(world, TRY(leases.standing()));
  if (!known.empty()) return known;
  const auto named = sessions_in_environment();
  return leases.join(named.empty() ? arrival_of_terminal(world) : arrival_of(named.front()));
}

}  // namespace coord
