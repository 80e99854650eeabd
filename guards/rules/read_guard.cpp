#include "guards/rules/read_guard.h"

#include "guards/rules/rule.h"

namespace guards {

std::uint16_t read_bits(const Effect& effect) {
  if (effect.verb != Verb::read) return 0;
  return effect.handed ? kOnUse : kOnRead;
}

}  // namespace guards
