// What ends leases or moves them: renewal, release, break, hand over, the end of calls, death.
#include <algorithm>
#include <utility>

#include "coord/backend/look.h"
#include "coord/base/hash.h"
#include "coord/lease/line.h"
#include "coord/lease/scope.h"

namespace coord {

using base::Code;
using base::fail;
using lease::Change;
using lease::Table;
using lease::What;

bool is_held_up(const Outcome& outcome) {
  const bool waits = outcome.reply.ticket != 0 && !outcome.reply.objected;
  return !outcome.fence_is_entry && (waits || !outcome.reply.obstacles.empty());
}

namespace {

using Death = std::function<bool(const lease::Owner& owner, base::Millis call_since)>;

// Jobs and waiters are processes of their agent's boot and namespaces.
lease::Owner process_of(const Table& table, std::uint32_t agent, std::uint64_t key) {
  lease::Owner process = lease::process_in(key);
  process.boot = table.header().boot;
  process.namespace_id = table.agent(agent).owner.namespace_id;
  process.proven = 1;
  return process;
}

// Who waited and was killed does not come when its turn does.
std::optional<Change> next_lost_waiter(const Table& table, const Death& is_dead) {
  std::optional<Change> change;
  table.each_ticket([&](const lease::TicketSlot& ticket) {
    if (change || ticket.waiter == 0) return;
    if (!is_dead(process_of(table, ticket.agent, ticket.waiter), lease::kForever)) return;
    change = change_of(What::end_ticket, name_of_agent(table, ticket.agent));
    change->number = ticket.number;
    change->why = "its waiter has ended";
  });
  return change;
}

std::optional<Change> next_ended_job(const Table& table, const Death& is_dead) {
  for (const lease::LeaseSlot& held : table.leases()) {
    if (held.fence == 0 || held.kind != lease::Kind::job) continue;
    if (!is_dead(process_of(table, held.agent, held.call_key), held.granted_ms)) continue;
    Change change = change_of(What::end, name_of_agent(table, held.agent));
    change.number = held.fence;
    change.why = "its job has ended";
    return change;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Change> next_burial(const Table& table, const Death& is_dead) {
  if (!is_dead) return std::nullopt;
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    const lease::AgentSlot& agent = table.agent(i);
    if (agent.joined == 0 || agent.left != 0 || agent.owner.proven == 0) continue;
    base::Millis call_since = lease::kForever;
    table.each_of(i, [&](const lease::LeaseSlot& held) {
      const bool runs = held.kind == lease::Kind::call || held.kind == lease::Kind::job;
      if (runs) call_since = std::min(call_since, held.granted_ms);
    });
    if (!is_dead(agent.owner, call_since)) continue;
    Change change = change_of(What::leave, std::string(agent.name.text()));
    change.why = lease::kDead;
    return change;
  }
  auto waiter = next_lost_waiter(table, is_dead);
  return waiter ? waiter : next_ended_job(table, is_dead);
}

base::Result<Renewal> look_at_renewal(const Table& table, const Renew& renew, base::Millis now,
                                      const lease::Options& options) {
  const std::uint32_t slot = TRY(slot_of(table, renew.agent));
  const lease::LeaseSlot* held = table.lease(renew.fence);
  if (held == nullptr || !lease::is_live(*held, now)) {
    return fail(Code::denied, "that lease is over", std::to_string(renew.fence),
                "acquire it again");
  }
  if (held->agent != slot) {
    return fail(Code::denied, "that lease is another agent's", name_of_agent(table, held->agent));
  }
  base::Millis wanted =
      std::min(renew.ttl_ms == 0 ? options.ttl_ms : renew.ttl_ms, options.ttl_cap_ms);
  table.each_ticket([&](const lease::TicketSlot& waiter) {
    const bool outranks = lease::rank_of(waiter, now, options).priority > held->priority;
    if (waiter.kind != lease::Kind::asked || !outranks) return;
    if (!lease::overlaps(lease::scope_of(waiter), lease::scope_of(*held))) return;
    wanted = std::min(wanted, held->granted_ms + options.contested_cap_ms - now);
  });
  const base::Millis left = held->until_ms - now;
  if (wanted <= left + wanted / 3) return Renewal{left, std::nullopt};
  Change change = change_of(What::renew, renew.agent);
  change.number = renew.fence;
  change.ttl_ms = wanted;
  return Renewal{wanted, std::move(change)};
}

base::Result<std::optional<Change>> look_at_hand_over(const Table& table, const HandOver& wish,
                                                      base::Millis now) {
  TRY(slot_of(table, wish.agent));
  const std::uint32_t to = TRY(slot_of(table, wish.to));
  if (table.agent(to).left != 0) return fail(Code::not_found, "that agent has gone", wish.to);
  const lease::LeaseSlot* held = table.lease(wish.fence);
  if (held == nullptr || !lease::is_live(*held, now) || held->kind != lease::Kind::asked) {
    return fail(Code::denied, "there is no such lease to hand over", std::to_string(wish.fence),
                "see flockgate lock list");
  }
  const std::string holder = name_of_agent(table, held->agent);
  if (holder != wish.agent) return fail(Code::denied, "that lease is another agent's", holder);
  Change change = change_of(What::hand_over, wish.to);
  change.number = wish.fence;
  return change;
}

base::Result<Change> look_at_break(const Table& table, lease::Fence fence, const std::string& why) {
  const lease::LeaseSlot* held = table.lease(fence);
  if (held == nullptr) {
    return fail(Code::not_found, "there is no such lease", std::to_string(fence),
                "see flockgate lock list");
  }
  Change change = change_of(What::end, name_of_agent(table, held->agent));
  change.number = fence;
  change.why = why;
  return change;
}

base::Result<std::optional<Change>> look_at_task(const Table& table, const std::string& agent,
                                                 const std::string& task) {
  const std::uint32_t slot = TRY(slot_of(table, agent));
  const lease::AgentSlot& known = table.agent(slot);
  if (known.task.text() == task) return std::nullopt;
  Change change = change_of(What::join, agent);
  if (known.parent != 0) change.parent = name_of_agent(table, known.parent - 1);
  change.task = task;
  return change;
}

base::Result<std::optional<Change>> look_at_release(const Table& table, const std::string& agent,
                                                    lease::Fence fence, const std::string& why) {
  const lease::LeaseSlot* held = table.lease(fence);
  if (held == nullptr) return std::nullopt;
  const std::string holder = name_of_agent(table, held->agent);
  if (holder != agent) return fail(Code::denied, "that lease is another agent's", holder);
  Change change = change_of(What::end, agent);
  change.number = fence;
  change.why = why;
  return change;
}

namespace {

lease::Fence any_call(const Table& table, std::uint32_t agent) {
  lease::Fence fence = 0;
  table.each_of(agent, [&](const lease::LeaseSlot& held) {
    const bool ends = held.kind == lease::Kind::call || held.kind == lease::Kind::reservation;
    if (ends) fence = held.fence;
  });
  return fence;
}

lease::Fence fence_of(const Table& table, std::uint32_t agent, const std::string& call) {
  lease::Fence fence = 0;
  const std::uint64_t key = base::hash64(call);
  table.each_of(agent, [&](const lease::LeaseSlot& held) {
    if (held.kind == lease::Kind::call && held.call_key == key) fence = held.fence;
  });
  return fence;
}

}  // namespace

std::optional<Change> look_at_job(const Table& table, const std::string& agent,
                                  const std::string& call, const lease::Owner& process) {
  const auto slot = lease::find_agent(table, agent);
  const lease::Fence fence = slot ? fence_of(table, *slot, call) : 0;
  if (fence == 0) return std::nullopt;
  Change change = change_of(What::job, agent);
  change.number = fence;
  change.owner = process;
  return change;
}

std::optional<Change> look_at_calls(const Table& table, const std::string& agent,
                                    const std::string& call, const std::string& why) {
  const auto slot = lease::find_agent(table, agent);
  if (!slot) return std::nullopt;
  const lease::Fence fence = call.empty() ? any_call(table, *slot) : fence_of(table, *slot, call);
  if (fence == 0) return std::nullopt;
  Change change = change_of(What::end, agent);
  change.number = fence;
  change.why = why;
  return change;
}

}  // namespace coord
