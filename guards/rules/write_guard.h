// write_guard.h - what a writing effect does to a file, in the verbs of `on`.
// Shape:  pure function.
// Errors: none.
// Source: docs/spec/policy.md section 2.
#pragma once

#include <cstdint>

#include "guards/effect.h"
#include "guards/rules/target.h"

namespace guards {

// Bits of On; 0 when the effect writes nothing. Both ends of a rename count as going and coming.
std::uint16_t write_bits(const Effect& effect, const Target& target);

// Does the effect take what lies below its path along (rm, mv, chmod -R)?
bool takes_tree(const Effect& effect);

}  // namespace guards
