// change.h - one lease entry of the journal as a value, and what it does to the table.
// Shape:  Change is a plain value; apply() is the only writer of a Table.
// Units:  `at` is boot-clock Millis; numbers are journal numbers.
// Errors: corrupt (fields that are no change of ours), unsupported (the table has no room).
// Source: docs/spec/leases.md section 7; ADR-0051 (the table is a replay of entries).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/lease/options.h"
#include "coord/lease/table.h"

namespace coord::lease {

enum class What : std::uint8_t {
  boot,        // the machine has started anew: what was held before is void
  join,        // an agent is here; the same name again: its owner or task changed
  leave,       // its session ended
  grant,       // leases, all under one fence
  renew,       // a lease lives longer
  end,         // a lease is over
  ticket,      // a place in line; the same agent and scope again: another refusal
  seen,        // a ticket's agent was there again
  end_ticket,  // the place is given up
  hand_over,   // a lease goes to another agent under a new fence
  job,         // a call is over, but a process it began goes on: the call's lease is that one's
};

// Why an agent left: it and all it began is provably over.
inline constexpr std::string_view kDead = "dead";

// What stands in every kind; members a kind does not use stay at their defaults.
struct Change {
  What what = What::end;
  base::Millis at_ms = 0;
  std::string agent;                     // name; all but boot
  std::uint64_t boot = 0;                // boot
  std::string session;                   // join
  std::string parent;                    // join: name of the agent whose sub-agent it is
  std::string task;                      // join
  Owner owner;                           // join; grant of a job, job, ticket: the process
  Kind kind = Kind::asked;               // grant, ticket
  Priority priority = Priority::normal;  // grant, ticket
  base::Millis ttl_ms = 0;               // grant, renew; 0: ends by evidence
  std::vector<Claim> claims;             // grant; ticket has one
  std::string call;                      // grant of Kind::call: the tool call's id
  std::uint64_t number =
      0;            // renew, end, seen, end_ticket, hand_over: whose; grant: the ticket it ends
  std::string why;  // end, end_ticket, leave: "released", "expired" ...
};

// "lease.grant"
std::string kind_of(What what);
// Ready journal members, without braces.
std::string fields_of(const Change& change);
// The change that an entry of this kind says; not_found when it is no lease entry.
[[nodiscard]] base::Result<Change> read_change(std::string_view kind, std::string_view fields);

// Ends what has expired at `at`, gives the freed their turn.
void sweep(Table& table, base::Millis at_ms, const Options& options);

// Applies the change that entry `number` says. Changes about what is gone are no errors.
[[nodiscard]] base::Result<void> apply(Table& table, std::uint64_t number, const Change& change,
                                       const Options& options);

// Slot of the agent of that name, present or gone.
std::optional<std::uint32_t> find_agent(const Table& table, std::string_view name);

}  // namespace coord::lease
