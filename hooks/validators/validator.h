// validator.h - one check in the executor's fixed order.
// Shape:  constexpr rows; order is category, then registry order.
// Errors: a check that fails with an Error becomes a Finding by the policy's on_error.
// Source: docs/CONTRIBUTING.md; docs/spec/verdicts.md section 3.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "guards/judge.h"
#include "hooks/tool_call.h"

namespace hooks {

// All a validator may look at.
struct Judgement {
  const ToolCall& call;
  const guards::Effects& effects;
  const guards::Place& place;
  const guards::RuleSet& rules;
  base::World& world;
  // Called before the hook waits for another agent: its own net must not end it meanwhile.
  std::function<void(base::Millis)> more_time = {};
  // What is said should the hook's own net end the call from here on.
  std::function<void(const guards::Finding& finding)> if_late = {};
  // Told beside the answer: what went wrong without a say in the verdict.
  std::function<void(std::string_view what, const base::Error& error)> aside = {};
};

using Findings = std::vector<guards::Finding>;

struct Validator {
  std::string_view id;
  guards::Category category;
  base::Result<Findings> (*check)(const Judgement& on);
};

// In executor order.
std::span<const Validator* const> validators();

// Asked last, and only when nothing above stops the call: what they take must not be left behind by
// a call that does not run.
std::span<const Validator* const> closing_validators();

// Asked when the call may run after all, with or without a person's yes, rules switched off or not:
// they keep what it would destroy.
std::span<const Validator* const> keeping_validators();

}  // namespace hooks
