// read_guard.h - whether a reading effect shows a file or only hands it on, in the verbs of `on`.
// Shape:  pure function.
// Errors: none.
// Source: docs/spec/policy.md section 2.
#pragma once

#include <cstdint>

#include "guards/effect.h"

namespace guards {

// Bits of On; 0 when the effect reads nothing.
std::uint16_t read_bits(const Effect& effect);

}  // namespace guards
