// options.h - the numbers of waiting and holding; each is a row of the policy's "coord" section.
// Shape:  plain value with the defaults that were measured.
// Units:  milliseconds, counts.
// Source: contention-policy section 1; docs/spec/leases.md section 6.
#pragma once

#include <cstdint>

#include "coord/base/clock.h"

namespace coord::lease {

struct Options {
  // Asked leases
  base::Millis ttl_ms = 120'000;            // when none is asked for
  base::Millis ttl_cap_ms = 3'600'000;      // longest that can be asked for
  base::Millis tree_ttl_cap_ms = 120'000;   // ... over the whole tree
  base::Millis contested_cap_ms = 300'000;  // since the grant, once somebody of higher rank waits
  base::Millis promote_after_ms = 10'000;   // a waiter climbs one priority per this
  base::Millis grace_ms = 10'000;           // for whose turn came and who is not there
  std::uint32_t asked_per_agent = 64;
  std::uint32_t critical_per_agent = 1;

  // Calls: the turn of those who were refused
  base::Millis call_ttl_ms = 600'000;  // of a call whose end nobody tells, liveness unknown
  base::Millis reservation_ms = 30'000;
  base::Millis ticket_life_ms = 300'000;  // after its agent was last seen on the path
  base::Millis seen_ms = 30'000;          // who counts as still there
  base::Millis aged_ms = 60'000;          // a ticket older than this keeps its place twice as long
};

}  // namespace coord::lease
