// line.h - the waiting line of asked leases: who stands before whom.
// Shape:  pure functions over ticket slots.
// Units:  boot-clock Millis.
// Source: docs/spec/leases.md section 4 (ageing, no overtaking, grace).
#pragma once

#include <cstdint>

#include "coord/lease/options.h"
#include "coord/lease/slots.h"

namespace coord::lease {

// Where somebody stands: higher priority first, then the older number.
struct Rank {
  Priority priority = Priority::normal;
  std::uint64_t number = UINT64_MAX;  // one who has no ticket yet stands behind all

  bool is_before(const Rank& other) const {
    return priority != other.priority ? priority > other.priority : number < other.number;
  }
};

// One level up for every promote_after_ms of waiting, never above critical.
Priority aged(Priority asked, base::Millis born_ms, base::Millis now, const Options& options);

Rank rank_of(const TicketSlot& ticket, base::Millis now, const Options& options);

// Does the ticket still keep its place? Not when its turn came and passed unclaimed.
bool keeps_place(const TicketSlot& ticket, base::Millis now, const Options& options);

}  // namespace coord::lease
