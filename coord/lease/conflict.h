// conflict.h - who may share a scope with whom.
// Shape:  pure functions.
// Source: docs/spec/leases.md section 3 (the matrix).
#pragma once

#include <array>
#include <cstddef>

#include "coord/lease/lease.h"

namespace coord::lease {

// What may be asked beside what is held: kShares[held][asked].
using MayShare = std::array<bool, 3>;
inline constexpr std::array<MayShare, 3> kShares = {
    MayShare{true,  true,  false}, // read
    MayShare{true,  false, false}, // intent_write: one at a time, so two upgrades cannot meet
    MayShare{false, false, false}, // write
};

constexpr bool may_share(Mode held, Mode asked) {
  return kShares[static_cast<std::size_t>(held)][static_cast<std::size_t>(asked)];
}

// Is what is held at least what is asked?
constexpr bool is_enough(Mode held, Mode asked) {
  return held >= asked;
}

}  // namespace coord::lease
