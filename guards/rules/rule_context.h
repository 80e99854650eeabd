// rule_context.h - all that the rules of one call look at, and where their remarks go.
// Shape:  references for the time of one judgement.
// Errors: none.
// Source: docs/spec/policy.md sections 2 and 4.
#pragma once

#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/action.h"
#include "guards/effect.h"
#include "guards/finding.h"
#include "guards/place.h"
#include "guards/rules/rule.h"
#include "guards/rules/target.h"

namespace guards {

struct RuleContext {
  const Action& action;
  const Effects& effects;
  const Place& place;
  const RuleSet& rules;
  base::World& world;
  Targets& targets;
};

// A finding with its rule's number, for the order.
struct Remark {
  std::uint32_t rule = 0;
  Finding finding;
};

using Remarks = std::vector<Remark>;

// The rule's words and the place in the call.
Remark remark(const RuleContext& on, std::uint32_t rule, std::string what, Span span = {});

}  // namespace guards
