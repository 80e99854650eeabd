// judge.h - the room's front door: Action -> Effects -> Findings.
// Shape:  functions over values; the world is touched only to look (links, globs, scripts).
// Units:  see effect.h.
// Errors: none: what cannot be told is Unknown, what cannot be checked becomes a Finding.
// Source: docs/ARCHITECTURE.md section 4.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/action.h"
#include "guards/effect.h"
#include "guards/effects/effects.h"
#include "guards/finding.h"
#include "guards/place.h"
#include "guards/rules/rule.h"

namespace guards {

// What the rules (floors, paths, content, git acts, commands, unknowns) remark on it; order:
// category, then policy order. Monitor rules are in it too: stages are the caller's business.
std::vector<Finding> judge(const Action& action, const Effects& effects, const Place& place,
                           const RuleSet& rules, base::World& world);

// What somebody else's program would do to files for an agent.
enum class Use : std::uint8_t { read, read_and_write };
// Rules that act now; or those on trial as well, for what is kept until they may.
enum class Counted : std::uint8_t { acting, all };
struct Guarding {
  Use use = Use::read;
  Counted counted = Counted::acting;
};

// Those of these files (relative to the work tree) that a rule keeps from it, in whole or until
// a human was asked.
std::set<std::string> guarded_files(const std::vector<std::string>& names, Guarding from,
                                    const Place& place, const RuleSet& rules, base::World& world);

}  // namespace guards
