// refusal.h - what an agent is told when another goes first.
// Shape:  pure functions over values.
// Units:  ages in seconds, for people.
// Errors: none.
// Source: docs/spec/verdicts.md; semantics of coordination refusals are rules too (ADR-0052).
#pragma once

#include <optional>
#include <string_view>

#include "coord/coordinator.h"
#include "hooks/validators/validator.h"

namespace hooks {

// The policy's rule for this reason ("held", "stale"), if it is on.
std::optional<guards::Rule> turn_rule(const guards::RuleSet& rules, std::string_view reason);

// What the rule itself says; what was seen, and more, is the caller's to add.
guards::Finding finding_by(const guards::Rule& rule);

guards::Finding refusal_finding(const guards::Rule& rule, const coord::Refusal& refusal,
                                const coord::Touch& touch, base::Millis wall_ms);
// A note: the call goes on.
guards::Finding notice_finding(const guards::Rule& rule, const coord::Notice& notice,
                               const coord::Touch& touch);

}  // namespace hooks
