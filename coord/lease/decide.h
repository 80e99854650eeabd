// decide.h - may this agent have these scopes now? Pure: nothing is changed, nothing is waited for.
// Shape:  functions from a Table and a Request to a Decision.
// Units:  boot-clock Millis; agents are slot numbers of the table.
// Errors: none: "no" is a Decision that says who stands in the way.
// Source: docs/spec/leases.md section 5; fault-matrix E13-E17.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coord/lease/options.h"
#include "coord/lease/table.h"

namespace coord::lease {

// All claims or none. `ticket` is the asker's own place in line, 0 when it has none.
struct Request {
  std::uint32_t agent = 0;
  Kind kind = Kind::asked;
  std::vector<Claim> claims;
  Priority priority = Priority::normal;
  base::Millis ttl_ms = 0;  // 0: the default
  std::uint64_t ticket = 0;
};

// Who stands in the way of one claim, and with what.
struct Blocker {
  std::uint64_t number = 0;  // fence of a lease, number of a ticket
  std::uint32_t agent = 0;
  bool waits = false;  // a ticket that stands before us, not a lease
  Kind kind = Kind::asked;
  Claim held;
  Claim wanted;  // the claim of ours it stands against
  base::Millis since_ms = 0;
  base::Millis until_ms = 0;
};

struct Decision {
  bool granted = false;
  std::vector<Blocker> blockers;  // leases first, then the line before us; empty when granted
};

// Is the lease in force at `now`?
bool is_live(const LeaseSlot& lease, base::Millis now);

// May `agent` act inside what `holder` holds: itself, or a sub-agent inside its parent's scope.
bool may_enter(const Table& table, std::uint32_t holder, std::uint32_t agent);

Scope scope_of(const LeaseSlot& lease);
Scope scope_of(const TicketSlot& ticket);
// What a waiter asks again.
Request request_of(const TicketSlot& ticket);

Decision decide(const Table& table, const Request& request, base::Millis now,
                const Options& options);

// The agents that wait for each other in a ring, once `request` waits too: names in order, the
// asker first; empty when there is none. Blockers are those of its Decision.
std::vector<std::uint32_t> ring_of(const Table& table, const Request& request,
                                   const Decision& decision, base::Millis now,
                                   const Options& options);

}  // namespace coord::lease
