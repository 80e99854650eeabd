#include "guards/rules/write_guard.h"

#include "guards/rules/rule.h"

namespace guards {

namespace {

// "find ../other -delete" leaves nothing in a folder but the folder.
bool takes_all(const Effect& effect) {
  return effect.tree || (effect.pattern && effect.path.ends_with("/**"));
}

}  // namespace

std::uint16_t write_bits(const Effect& effect, const Target& target) {
  const std::uint16_t change = target.exists ? kOnWrite : kOnCreate;
  switch (effect.verb) {
    case Verb::write:
    case Verb::create:
    case Verb::chmod:
      return change;
    case Verb::rename:
      return target.exists ? static_cast<std::uint16_t>(kOnWrite | kOnDelete) : change;
    case Verb::remove:
      return static_cast<std::uint16_t>(takes_all(effect) ? kOnDelete | kOnDeleteTree : kOnDelete);
    case Verb::read:
    case Verb::exec:
    case Verb::network:
    case Verb::git:
      return 0;
  }
  return 0;
}

bool takes_tree(const Effect& effect) {
  return effect.verb == Verb::remove || effect.verb == Verb::rename ||
         (effect.tree && (effect.verb == Verb::chmod || effect.verb == Verb::write));
}

}  // namespace guards
