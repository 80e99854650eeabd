// cache.h - the policy in force at a place, ready to be asked.
// Shape:  LoadedPolicy is move-only; its RuleSet reads a mapped or embedded image it keeps alive.
// Units:  digest is 64 hex digits over every source, in layer order.
// Errors: none: a layer that cannot be used is left out, said in `notes`, and `broken` is set.
// Source: docs/spec/policy-cache.md; docs/spec/policy.md; ADR-0014 (compiled policy).
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/judge.h"
#include "guards/rules/rule.h"
#include "hooks/verdict.h"

namespace hooks {

// Which side a check of this category falls to when it cannot be made (index: Category).
using OnError = std::array<Word, 5>;

struct LoadedPolicy {
  std::unique_ptr<const guards::RuleSet> rules;  // never null; the floors are always in it
  std::string digest;
  OnError on_error{};
  std::vector<std::string> notes;  // one line each, for people: what was ignored, what is broken
  bool broken = false;             // a layer could not be read: the layers below it hold
};

// The floors and the embedded default, with every layer that is present at `place` merged in. Maps
// the compiled form and writes it anew when a source changed; judges without it when it cannot.
// `world` and `place` must outlive the result: a cache found damaged is rebuilt on touch.
LoadedPolicy load_policy(base::World& world, const guards::Place& place);

// The same for one file over the embedded default (explain --policy, policy test); nothing cached.
[[nodiscard]] base::Result<LoadedPolicy> load_policy_file(base::World& world,
                                                          const std::string& path);

}  // namespace hooks
