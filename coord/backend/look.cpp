#include "coord/backend/look.h"

#include <algorithm>
#include <utility>

#include "coord/base/hash.h"
#include "coord/lease/line.h"
#include "coord/lease/scope.h"
#include "coord/lease/turn.h"

namespace coord {

using base::Code;
using base::fail;
using lease::Change;
using lease::Table;
using lease::What;

Change change_of(What what, const std::string& agent) {
  Change change;
  change.what = what;
  change.agent = agent;
  return change;
}

base::Result<std::uint32_t> slot_of(const Table& table, const std::string& agent) {
  if (const auto slot = lease::find_agent(table, agent)) return *slot;
  return fail(Code::not_found, "nobody of that name is here", agent, "see flockgate status");
}

std::string name_of_agent(const Table& table, std::uint32_t slot) {
  return std::string(table.agent(slot).name.text());
}

namespace {

// Who left may still have a process that asks: orphaned by its agent, it would hold what nobody
// ends.
base::Result<std::uint32_t> present(const Table& table, const std::string& agent) {
  const std::uint32_t slot = TRY(slot_of(table, agent));
  if (table.agent(slot).left == 0) return slot;
  return fail(Code::not_found, "that agent has gone", agent);
}

Obstacle obstacle_of(const Table& table, const lease::Blocker& blocker, base::Millis now) {
  Obstacle obstacle;
  obstacle.agent = name_of_agent(table, blocker.agent);
  obstacle.task = std::string(table.agent(blocker.agent).task.text());
  obstacle.waits = blocker.waits;
  obstacle.kind = blocker.kind;
  obstacle.held = blocker.held;
  obstacle.wanted = blocker.wanted;
  obstacle.age_ms = now - blocker.since_ms;
  obstacle.left_ms = blocker.until_ms == lease::kForever ? lease::kForever : blocker.until_ms - now;
  return obstacle;
}

std::vector<Obstacle> obstacles_of(const Table& table, const std::vector<lease::Blocker>& blockers,
                                   base::Millis now) {
  std::vector<Obstacle> out;
  out.reserve(blockers.size());
  for (const lease::Blocker& blocker : blockers) out.push_back(obstacle_of(table, blocker, now));
  return out;
}

base::Millis default_ttl(lease::Kind kind, const lease::Options& options) {
  if (kind == lease::Kind::call) return options.call_ttl_ms;
  return kind == lease::Kind::reservation ? options.reservation_ms : options.ttl_ms;
}

base::Millis ttl_cap(const std::vector<lease::Claim>& claims, const lease::Options& options) {
  const bool whole = std::ranges::any_of(claims, [](const lease::Claim& claim) {
    return claim.scope.kind == lease::ScopeKind::tree && claim.mode == lease::Mode::write;
  });
  return whole ? options.tree_ttl_cap_ms : options.ttl_cap_ms;
}

bool is_alone(const Table& table, std::uint32_t agent, base::Millis now) {
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    const lease::AgentSlot& other = table.agent(i);
    if (i == agent || other.joined == 0 || other.left != 0) continue;
    if (now - other.seen_ms < kGoneMs) return false;
  }
  return true;
}

// Was this lease granted for these very claims?
bool is_for(const Table& table, std::uint32_t agent, lease::Fence fence,
            const std::vector<lease::Claim>& claims) {
  std::size_t met = 0;
  table.each_of(agent, [&](const lease::LeaseSlot& held) {
    const bool asked = std::ranges::any_of(claims, [&](const lease::Claim& claim) {
      return claim.mode == held.mode && lease::key_of(claim.scope) == held.key;
    });
    met += held.fence == fence && asked ? 1 : 0;
  });
  return met == claims.size();
}

// A lease of this call or request that is there already: told twice, it is one. A request's own id
// is not enough: who uses it for something else must not hear that they hold that.
lease::Fence same_request(const Table& table, std::uint32_t agent, const Ask& ask) {
  if (ask.call.empty()) return 0;
  lease::Fence fence = 0;
  const std::uint64_t key = base::hash64(ask.call);
  table.each_of(agent, [&](const lease::LeaseSlot& held) {
    if (held.kind != ask.kind || held.call_key != key) return;
    if (ask.kind == lease::Kind::call || is_for(table, agent, held.fence, ask.claims)) {
      fence = held.fence;
    }
  });
  return fence;
}

// The agent's place in line for any of these claims.
const lease::TicketSlot* own_ticket(const Table& table, std::uint32_t agent, const Ask& ask) {
  const lease::TicketSlot* own = nullptr;
  table.each_ticket([&](const lease::TicketSlot& ticket) {
    const bool same = ticket.agent == agent && ticket.kind == ask.kind;
    if (same && std::ranges::any_of(ask.claims, [&](const lease::Claim& claim) {
          return ticket.key == lease::key_of(claim.scope) && ticket.mode == claim.mode;
        })) {
      own = &ticket;
    }
  });
  return own;
}

base::Result<void> check_caps(const Table& table, std::uint32_t agent, const Ask& ask,
                              const lease::Options& options) {
  if (ask.claims.empty()) return fail(Code::invalid_input, "nothing is asked for");
  if (ask.kind != lease::Kind::asked) return {};
  const base::Millis cap = ttl_cap(ask.claims, options);
  if (ask.ttl_ms < 0 || ask.ttl_ms > cap) {
    return fail(Code::invalid_input, "the time asked for is over the cap",
                std::to_string(ask.ttl_ms) + " ms, cap " + std::to_string(cap) + " ms",
                "ask for less and renew");
  }
  std::uint32_t held = 0;
  std::uint32_t critical = 0;
  table.each_of(agent, [&](const lease::LeaseSlot& lease) {
    if (lease.kind != lease::Kind::asked) return;
    ++held;
    critical += lease.priority == lease::Priority::critical ? 1 : 0;
  });
  if (held + ask.claims.size() > options.asked_per_agent) {
    return fail(Code::denied, "you hold as many leases as one agent may", std::to_string(held),
                "release what is done");
  }
  if (ask.priority == lease::Priority::critical && critical >= options.critical_per_agent) {
    return fail(Code::denied, "one agent holds one critical lease at a time", {},
                "release it, or ask with --priority high");
  }
  return {};
}

Outcome grant(const Ask& ask, const lease::TicketSlot* ticket, const lease::Options& options) {
  Outcome out;
  Change change = change_of(What::grant, ask.agent);
  change.kind = ask.holder.pid == 0 ? ask.kind : lease::Kind::job;
  change.owner = ask.holder;
  change.claims = ask.claims;
  change.priority = ask.priority;
  change.ttl_ms = ask.ttl_ms == 0
                      ? std::min(default_ttl(ask.kind, options), ttl_cap(ask.claims, options))
                      : ask.ttl_ms;
  change.call = ask.call;
  change.number = ticket == nullptr ? 0 : ticket->number;
  out.change = std::move(change);
  out.fence_is_entry = true;
  return out;
}

// The waiter in the ring who gives way: of lower rank than the asker, else nobody (0).
std::uint64_t victim_in(const Table& table, const std::vector<std::uint32_t>& ring,
                        lease::Priority asked, base::Millis now, const lease::Options& options) {
  std::uint64_t victim = 0;
  lease::Priority lowest = asked;
  table.each_ticket([&](const lease::TicketSlot& ticket) {
    if (ticket.kind != lease::Kind::asked || ticket.agent == ring.front()) return;
    if (std::ranges::find(ring, ticket.agent) == ring.end()) return;
    const lease::Priority rank = lease::rank_of(ticket, now, options).priority;
    if (rank >= lowest) return;
    lowest = rank;
    victim = ticket.number;
  });
  return victim;
}

Outcome break_ring(const Table& table, const Ask& ask, const std::vector<std::uint32_t>& ring,
                   std::uint64_t victim, Outcome out) {
  for (const std::uint32_t slot : ring) out.reply.ring.push_back(name_of_agent(table, slot));
  if (victim == 0) return out;  // the asker gives way: nothing is written
  Change change = change_of(What::end_ticket, name_of_agent(table, table.ticket(victim)->agent));
  change.number = victim;
  change.why = "deadlock with " + ask.agent;
  out.change = std::move(change);
  return out;
}

Outcome queue(const Ask& ask, const lease::Claim& wanted, const lease::TicketSlot* own,
              Outcome out) {
  Change change = change_of(What::ticket, ask.agent);
  change.kind = ask.kind;
  change.priority = ask.priority;
  change.claims = {wanted};
  change.owner = ask.waiter;
  out.change = std::move(change);
  out.reply.ticket = own == nullptr ? 0 : own->number;
  out.reply.refusals = own == nullptr ? 1 : own->refusals + 1;
  out.ticket_is_entry = own == nullptr;
  return out;
}

}  // namespace

base::Result<Outcome> look_at_ask(const Table& table, const Ask& ask, base::Millis now,
                                  const lease::Options& options) {
  const std::uint32_t agent = TRY(present(table, ask.agent));
  Outcome out;
  out.reply.fence = same_request(table, agent, ask);
  if (out.reply.granted()) return out;
  TRY_VOID(check_caps(table, agent, ask, options));
  const lease::TicketSlot* own = own_ticket(table, agent, ask);
  const lease::Request request{agent,        ask.kind,   ask.claims,
                               ask.priority, ask.ttl_ms, own == nullptr ? 0 : own->number};
  const lease::Decision decision = lease::decide(table, request, now, options);
  if (decision.granted) {
    const auto objection =
        ask.last_look ? ask.last_look(is_alone(table, agent, now)) : std::nullopt;
    if (!objection) return grant(ask, own, options);
    out.reply.objected = true;
    return queue(ask, *objection, own, std::move(out));
  }
  const lease::Claim& wanted = decision.blockers.front().wanted;
  out.reply.obstacles = obstacles_of(table, decision.blockers, now);
  for (const std::uint32_t slot : lease::who_wants(table, wanted.scope, now, options)) {
    out.reply.wanted_by.push_back(name_of_agent(table, slot));
  }
  const auto ring = lease::ring_of(table, request, decision, now, options);
  if (!ring.empty()) {
    return break_ring(table, ask, ring, victim_in(table, ring, ask.priority, now, options),
                      std::move(out));
  }
  return ask.queue ? queue(ask, wanted, own, std::move(out)) : out;
}

base::Result<Outcome> look_at_read(const Table& table, const std::string& agent,
                                   const lease::Scope& path, base::Millis now,
                                   const lease::Options& options) {
  const std::uint32_t slot = TRY(present(table, agent));
  const auto turn = lease::before_read(table, slot, path, now, options);
  Outcome out;
  out.reply.obstacles = obstacles_of(table, turn.blockers, now);
  if (turn.turn == lease::Turn::wait) out.reply.ticket = turn.ticket;
  if (turn.turn == lease::Turn::reserve) {
    Change change = change_of(What::grant, agent);
    change.kind = lease::Kind::reservation;
    change.claims = {
        {path, lease::Mode::write}
    };
    change.ttl_ms = options.reservation_ms;
    out.change = std::move(change);
    out.fence_is_entry = true;
  } else if (const lease::TicketSlot* ticket = table.ticket(turn.ticket);
             ticket != nullptr && now - ticket->seen_ms > options.seen_ms / 3) {
    Change change = change_of(What::seen, agent);
    change.number = turn.ticket;
    out.change = std::move(change);
  }
  return out;
}

}  // namespace coord
