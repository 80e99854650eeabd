#include "coord/lease/decide.h"

#include <algorithm>
#include <optional>

#include "coord/lease/conflict.h"
#include "coord/lease/line.h"
#include "coord/lease/scope.h"

namespace coord::lease {

namespace {

bool is_wild(char c) {
  return c == '*' || c == '?' || c == '[' || c == '{' || c == '\\';
}

// Before the first wildcard both must say the same, as far as both go.
template <class Slot>
bool begin_alike(const Scope& asked, const Slot& held) {
  const std::string_view text = held.text.text();
  const std::size_t both = std::min(text.size(), asked.text.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (held.scope_kind == ScopeKind::glob && is_wild(text[i])) return true;
    if (asked.kind == ScopeKind::glob && is_wild(asked.text[i])) return true;
    if (text[i] != asked.text[i]) return false;
  }
  return true;
}

// Of text that was cut only the begin is known: what could meet behind it is taken to meet, but for
// two paths, which their keys tell apart.
template <class Slot>
bool may_meet_cut(const Scope& asked, const Slot& held) {
  const bool patterns = asked.kind == ScopeKind::glob || held.scope_kind == ScopeKind::glob;
  if (asked.kind == ScopeKind::path && held.scope_kind == ScopeKind::path) return false;
  if (!patterns && asked.text.size() < held.text.text().size())
    return false;  // both are known here
  return asked.kind != ScopeKind::resource && begin_alike(asked, held);
}

template <class Slot>
bool meet(const Claim& claim, std::uint64_t claim_key, const Slot& held) {
  if (held.scope_kind == claim.scope.kind && held.key == claim_key) return true;
  if (held.scope_kind == ScopeKind::glob && !begin_alike(claim.scope, held)) return false;
  return overlaps(claim.scope, scope_of(held)) ||
         (held.text.is_full() && may_meet_cut(claim.scope, held));
}

Blocker blocker_of(const LeaseSlot& lease, const Claim& wanted) {
  return {
      lease.fence, lease.agent,      false,         lease.kind, {scope_of(lease), lease.mode},
      wanted,      lease.granted_ms, lease.until_ms
  };
}

Blocker blocker_of(const TicketSlot& ticket, const Claim& wanted) {
  return {
      ticket.number, ticket.agent,   true, ticket.kind, {scope_of(ticket), ticket.mode},
      wanted,        ticket.born_ms, 0
  };
}

void find_leases(const Table& table, const Request& request, const Claim& claim, base::Millis now,
                 std::vector<Blocker>& found) {
  const std::uint64_t key = key_of(claim.scope);
  table.each_near(claim.scope, [&](const LeaseSlot& lease) {
    if (!is_live(lease, now) || may_share(lease.mode, claim.mode)) return;
    if (may_enter(table, lease.agent, request.agent) || !meet(claim, key, lease)) return;
    found.push_back(blocker_of(lease, claim));
  });
}

// Nobody overtakes a waiter who stands before them and could not share with them.
void find_line(const Table& table, const Request& request, base::Millis now, const Options& options,
               std::vector<Blocker>& found) {
  const TicketSlot* own = request.ticket == 0 ? nullptr : table.ticket(request.ticket);
  const Rank mine = own == nullptr ? Rank{request.priority} : rank_of(*own, now, options);
  table.each_ticket([&](const TicketSlot& ticket) {
    if (ticket.kind != Kind::asked || !keeps_place(ticket, now, options)) return;
    if (may_enter(table, ticket.agent, request.agent)) return;
    if (!rank_of(ticket, now, options).is_before(mine)) return;
    for (const Claim& claim : request.claims) {
      if (may_share(ticket.mode, claim.mode) || !meet(claim, key_of(claim.scope), ticket)) continue;
      found.push_back(blocker_of(ticket, claim));
    }
  });
}

}  // namespace

bool is_live(const LeaseSlot& lease, base::Millis now) {
  return lease.fence != 0 && now < lease.until_ms;
}

bool may_enter(const Table& table, std::uint32_t holder, std::uint32_t agent) {
  if (holder == agent) return true;
  const std::uint32_t parent = table.agent(agent).parent;
  return parent != 0 && parent - 1 == holder;
}

Scope scope_of(const LeaseSlot& lease) {
  return {lease.scope_kind, std::string(lease.text.text())};
}
Scope scope_of(const TicketSlot& ticket) {
  return {ticket.scope_kind, std::string(ticket.text.text())};
}

Request request_of(const TicketSlot& ticket) {
  return {ticket.agent,    ticket.kind, {{scope_of(ticket), ticket.mode}},
          ticket.priority, 0,           ticket.number};
}

Decision decide(const Table& table, const Request& request, base::Millis now,
                const Options& options) {
  Decision decision;
  for (const Claim& claim : request.claims) {
    find_leases(table, request, claim, now, decision.blockers);
  }
  find_line(table, request, now, options, decision.blockers);
  decision.granted = decision.blockers.empty();
  return decision;
}

namespace {

// Depth first from who stands in our way, along the tickets they hold, back to us.
class RingSearch {
 public:
  RingSearch(const Table& table, std::uint32_t asker, base::Millis now, const Options& options)
      : table_(table), asker_(asker), now_(now), options_(options) {}

  std::vector<std::uint32_t> from(const Decision& decision) {
    path_ = {asker_};
    return reaches_asker(decision) ? path_ : std::vector<std::uint32_t>{};
  }

 private:
  bool reaches_asker(const Decision& decision) {
    return std::any_of(decision.blockers.begin(), decision.blockers.end(),
                       [&](const Blocker& blocker) { return follow(blocker.agent); });
  }

  bool follow(std::uint32_t agent) {
    if (agent == asker_) return true;
    if (std::find(seen_.begin(), seen_.end(), agent) != seen_.end()) return false;
    seen_.push_back(agent);
    path_.push_back(agent);
    bool found = false;
    table_.each_ticket([&](const TicketSlot& ticket) {
      const bool waits = ticket.agent == agent && ticket.kind == Kind::asked &&
                         keeps_place(ticket, now_, options_);
      found = found || (waits && reaches_asker(decide(table_, request_of(ticket), now_, options_)));
    });
    if (!found) path_.pop_back();
    return found;
  }

  const Table& table_;
  std::uint32_t asker_;
  base::Millis now_;
  const Options& options_;
  std::vector<std::uint32_t> seen_;
  std::vector<std::uint32_t> path_;
};

}  // namespace

std::vector<std::uint32_t> ring_of(const Table& table, const Request& request,
                                   const Decision& decision, base::Millis now,
                                   const Options& options) {
  return RingSearch(table, request.agent, now, options).from(decision);
}

}  // namespace coord::lease
