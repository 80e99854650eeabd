// turn.h - calls on one path: who goes, who waits, who is refused and gets the next turn.
// Shape:  pure functions over a Table; the caller holds the journal's lock and writes the entries.
// Units:  boot-clock Millis; agents are slot numbers.
// Errors: none.
// Source: contention-policy sections 1 and 2; ADR-0052.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "coord/lease/decide.h"

namespace coord::lease {

// What a read or a write call should do on a path.
enum class Turn : std::uint8_t {
  go,       // now
  reserve,  // a read: go, and the agent's reservation is armed with it
  wait,     // something stands in the way that will pass; look again until your patience ends
  note,     // a read without a ticket: go, and tell that somebody is writing
};

struct TurnDecision {
  Turn turn = Turn::go;
  std::uint64_t ticket = 0;       // the agent's own on this path, 0 when it has none
  std::vector<Blocker> blockers;  // what stands in the way; empty for go and reserve
};

// The agent's ticket for calls on this path, or null.
const TicketSlot* call_ticket(const Table& table, std::uint32_t agent, const Scope& path);

// Is this ticket the next to be served: the oldest among the agents seen on the path lately?
bool is_first(const Table& table, const TicketSlot& ticket, base::Millis now,
              const Options& options);

// A read of the path is about to happen.
TurnDecision before_read(const Table& table, std::uint32_t agent, const Scope& path,
                         base::Millis now, const Options& options);

// A write call on all these paths is about to happen; `fresh` is for the caller to judge (stamps).
TurnDecision before_write(const Table& table, std::uint32_t agent, const std::vector<Scope>& paths,
                          base::Millis now, const Options& options);

// The agents with a live ticket on this path ("5 agents want this file").
std::vector<std::uint32_t> who_wants(const Table& table, const Scope& path, base::Millis now,
                                     const Options& options);

}  // namespace coord::lease
