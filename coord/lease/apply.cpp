// What lease entries do to the table.
#include <algorithm>
#include <optional>

#include "coord/base/hash.h"
#include "coord/lease/change.h"
#include "coord/lease/conflict.h"
#include "coord/lease/decide.h"
#include "coord/lease/line.h"

namespace coord::lease {

namespace {

base::Millis until(base::Millis at_ms, base::Millis ttl_ms) {
  return ttl_ms == 0 ? kForever : at_ms + ttl_ms;
}

// Waiters whom nothing stands against any more are called, at the instant that freed them.
void call_waiters(Table& table, base::Millis at_ms, const Options& options) {
  table.each_ticket([&](const TicketSlot& ticket) {
    if (ticket.kind != Kind::asked || ticket.called_ms != 0) return;
    if (decide(table, request_of(ticket), at_ms, options).granted) {
      table.call_ticket(ticket.number, at_ms);
    }
  });
}

base::Result<std::uint32_t> agent_slot(Table& table, std::uint64_t number, const Change& change) {
  if (const auto known = find_agent(table, change.agent)) return *known;
  AgentSlot agent;
  agent.joined = number;
  agent.name.put(change.agent);
  return table.add(agent);
}

base::Result<void> join(Table& table, std::uint64_t number, const Change& change) {
  const std::uint32_t at = TRY(agent_slot(table, number, change));
  const auto parent = find_agent(table, change.parent);
  AgentSlot agent = table.agent(at);
  agent.left = 0;
  agent.seen_ms = change.at_ms;
  agent.parent = parent ? *parent + 1 : 0;
  if (!change.session.empty()) agent.session_key = base::hash64(change.session);
  if (!change.task.empty()) agent.task.put(change.task);
  if (change.owner.pid != 0) agent.owner = change.owner;
  table.put_agent(at, agent);
  return {};
}

// A job goes on after its agent's session.
void end_all_of(Table& table, std::uint32_t agent, bool jobs) {
  std::vector<Fence> fences;
  table.each_of(agent, [&](const LeaseSlot& lease) {
    if (jobs || lease.kind != Kind::job) fences.push_back(lease.fence);
  });
  for (const Fence fence : fences) table.end_lease(agent, fence);
  std::vector<std::uint64_t> tickets;
  table.each_ticket([&](const TicketSlot& ticket) {
    if (ticket.agent == agent) tickets.push_back(ticket.number);
  });
  for (const std::uint64_t number : tickets) table.end_ticket(number);
}

void boot(Table& table, const Change& change) {
  if (table.header().boot == change.boot) return;
  table.header().boot = change.boot;
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    end_all_of(table, i, true);
    AgentSlot gone = table.agent(i);
    if (gone.joined == 0) continue;
    gone.left = 1;  // it joins again, if it is a session that goes on
    table.put_agent(i, gone);
  }
}

void see_agent(Table& table, const Change& change) {
  const auto at = find_agent(table, change.agent);
  if (!at) return;
  AgentSlot agent = table.agent(*at);
  agent.seen_ms = change.at_ms;
  table.put_agent(*at, agent);
}

// The turn that was kept for this agent is the call that now begins.
void end_reservation(Table& table, std::uint32_t agent, const Scope& scope) {
  Fence kept = 0;
  const std::uint64_t key = key_of(scope);
  table.each_of(agent, [&](const LeaseSlot& held) {
    if (held.kind == Kind::reservation && held.key == key) kept = held.fence;
  });
  if (kept != 0) table.end_lease(agent, kept);
}

base::Result<void> grant(Table& table, std::uint64_t number, const Change& change) {
  const std::uint32_t agent = TRY(agent_slot(table, number, change));
  if (change.number != 0) table.end_ticket(change.number);
  for (const Claim& claim : change.claims) {
    if (change.kind == Kind::call) end_reservation(table, agent, claim.scope);
  }
  for (const Claim& claim : change.claims) {
    LeaseSlot lease;
    lease.fence = number;
    lease.key = key_of(claim.scope);
    if (change.owner.pid != 0) lease.call_key = process_key(change.owner);
    if (!change.call.empty()) lease.call_key = base::hash64(change.call);
    lease.granted_ms = change.at_ms;
    lease.until_ms = until(change.at_ms, change.ttl_ms);
    lease.agent = agent;
    lease.kind = change.kind;
    lease.mode = claim.mode;
    lease.priority = change.priority;
    lease.scope_kind = claim.scope.kind;
    lease.text.put(claim.scope.text);
    TRY_VOID(table.add(lease));
  }
  return {};
}

// The holder of a fence: who the entry names, or whoever has it (a break by somebody else).
std::optional<std::uint32_t> holder_of(const Table& table, const Change& change) {
  if (const auto named = find_agent(table, change.agent)) return named;
  const LeaseSlot* lease = table.lease(change.number);
  return lease == nullptr ? std::nullopt : std::optional(lease->agent);
}

void renew(Table& table, const Change& change) {
  if (const auto holder = holder_of(table, change)) {
    table.set_until(*holder, change.number, until(change.at_ms, change.ttl_ms));
  }
}

void end(Table& table, const Change& change) {
  if (const auto holder = holder_of(table, change)) table.end_lease(*holder, change.number);
}

void job(Table& table, const Change& change) {
  if (const auto holder = holder_of(table, change)) {
    table.make_job(*holder, change.number, change.owner);
  }
}

base::Result<void> hand_over(Table& table, std::uint64_t number, const Change& change) {
  const std::uint32_t agent = TRY(agent_slot(table, number, change));
  const LeaseSlot* first = table.lease(change.number);
  if (first == nullptr) return {};
  std::vector<LeaseSlot> moved;
  const std::uint32_t giver = first->agent;
  table.each_of(giver, [&](const LeaseSlot& lease) {
    if (lease.fence == change.number) moved.push_back(lease);
  });
  table.end_lease(giver, change.number);
  for (LeaseSlot& lease : moved) {
    lease.fence = number;
    lease.agent = agent;
    TRY_VOID(table.add(lease));
  }
  return {};
}

// The agent's place in this line already, 0 when it has none.
std::uint64_t ticket_like(const Table& table, std::uint32_t agent, std::uint64_t key,
                          const Change& change) {
  std::uint64_t number = 0;
  table.each_ticket([&](const TicketSlot& known) {
    if (known.agent == agent && known.key == key && known.kind == change.kind &&
        known.mode == change.claims.front().mode) {
      number = known.number;
    }
  });
  return number;
}

base::Result<void> ticket(Table& table, std::uint64_t number, const Change& change) {
  const std::uint32_t agent = TRY(agent_slot(table, number, change));
  if (change.claims.empty()) return base::fail(base::Code::corrupt, "a ticket for nothing");
  const Claim& claim = change.claims.front();
  const std::uint64_t key = key_of(claim.scope);
  const std::uint64_t waiter = change.owner.pid == 0 ? 0 : process_key(change.owner);
  if (const std::uint64_t known = ticket_like(table, agent, key, change)) {
    table.touch_ticket(known, change.at_ms);
    table.refuse_again(known, waiter);
    return {};
  }
  TicketSlot slot;
  slot.number = number;
  slot.key = key;
  slot.born_ms = change.at_ms;
  slot.seen_ms = change.at_ms;
  slot.waiter = waiter;
  slot.agent = agent;
  slot.refusals = 1;
  slot.kind = change.kind;
  slot.mode = claim.mode;
  slot.priority = change.priority;
  slot.scope_kind = claim.scope.kind;
  slot.text.put(claim.scope.text);
  return table.add(slot);
}

void leave(Table& table, const Change& change) {
  const auto agent = find_agent(table, change.agent);
  if (!agent) return;
  end_all_of(table, *agent, change.why == kDead);
  AgentSlot gone = table.agent(*agent);
  gone.left = 1;
  table.put_agent(*agent, gone);
}

base::Result<void> change_table(Table& table, std::uint64_t number, const Change& change) {
  switch (change.what) {
    case What::boot:
      boot(table, change);
      return {};
    case What::join:
      return join(table, number, change);
    case What::leave:
      leave(table, change);
      return {};
    case What::grant:
      return grant(table, number, change);
    case What::renew:
      renew(table, change);
      return {};
    case What::end:
      end(table, change);
      return {};
    case What::ticket:
      return ticket(table, number, change);
    case What::seen:
      table.touch_ticket(change.number, change.at_ms);
      return {};
    case What::end_ticket:
      table.end_ticket(change.number);
      return {};
    case What::hand_over:
      return hand_over(table, number, change);
    case What::job:
      job(table, change);
      return {};
  }
  return {};
}

void forget_old_tickets(Table& table, base::Millis at_ms, const Options& options) {
  std::vector<std::uint64_t> old;
  table.each_ticket([&](const TicketSlot& slot) {
    if (!keeps_place(slot, at_ms, options)) old.push_back(slot.number);
  });
  for (const std::uint64_t number : old) table.end_ticket(number);
}

// Leases that are over: holder, fence and the instant it was free, in the order they ended.
void end_expired(Table& table, base::Millis at_ms, const Options& options) {
  std::vector<LeaseSlot> over;
  base::Millis next = kForever;
  for (const LeaseSlot& lease : table.leases()) {
    if (lease.fence == 0) continue;
    if (is_live(lease, at_ms)) {
      next = std::min(next, lease.until_ms);
    } else {
      over.push_back(lease);
    }
  }
  std::ranges::sort(over, {}, &LeaseSlot::until_ms);
  for (const LeaseSlot& lease : over) {
    table.end_lease(lease.agent, lease.fence);
    call_waiters(table, lease.until_ms, options);
  }
  table.header().next_expiry = next;
}

}  // namespace

std::optional<std::uint32_t> find_agent(const Table& table, std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    const AgentSlot& agent = table.agents()[i];
    if (agent.joined != 0 && agent.name.text() == name) return i;
  }
  return std::nullopt;
}

void sweep(Table& table, base::Millis at_ms, const Options& options) {
  if (at_ms >= table.header().next_expiry) end_expired(table, at_ms, options);
  forget_old_tickets(table, at_ms, options);
}

base::Result<void> apply(Table& table, std::uint64_t number, const Change& change,
                         const Options& options) {
  if (number <= table.header().applied) return {};
  sweep(table, change.at_ms, options);
  TRY_VOID(change_table(table, number, change));
  see_agent(table, change);
  table.header().applied = number;
  call_waiters(table, change.at_ms, options);
  return {};
}

}  // namespace coord::lease
