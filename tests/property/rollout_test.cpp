#include "hooks/rollout.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace hooks {
namespace {

using guards::Finding;

Finding any_finding() {
  Finding finding;
  finding.rule = *rc::gen::string<std::string>();
  finding.tier =
      *rc::gen::element(guards::Tier::warn, guards::Tier::checkpoint, guards::Tier::block);
  finding.stage =
      *rc::gen::element(guards::Stage::monitor, guards::Stage::warn, guards::Stage::enforce);
  finding.floor = *rc::gen::arbitrary<bool>();
  return finding;
}

Findings any_findings() {
  Findings findings(*rc::gen::inRange<std::size_t>(0, 12));
  for (Finding& one : findings) one = any_finding();
  return findings;
}

Rollout any_rollout() {
  return {.off = *rc::gen::arbitrary<bool>(), .nobody_to_ask = *rc::gen::arbitrary<bool>()};
}

RC_GTEST_PROP(RolloutProperty, TheVerdictIsTheStrongestWeightAndNoFindingIsLost, ()) {
  const Findings findings = any_findings();
  const Rollout rollout = any_rollout();
  const Verdict verdict = fold(findings, rollout);
  Word strongest = Word::allow;
  for (const Finding& one : findings) strongest = std::max(strongest, effective_word(one, rollout));
  RC_ASSERT(verdict.word == strongest);
  RC_ASSERT(verdict.findings.size() + verdict.would.size() == findings.size());
}

RC_GTEST_PROP(RolloutProperty, WhatWeighsNothingChangesNothing, ()) {
  Findings findings = any_findings();
  const Rollout rollout = any_rollout();
  const Word before = fold(findings, rollout).word;
  Finding watched = any_finding();
  watched.stage = guards::Stage::monitor;
  watched.floor = false;
  findings.insert(findings.begin(), watched);
  RC_ASSERT(fold(findings, rollout).word == before);
}

RC_GTEST_PROP(RolloutProperty, OffNeverStrengthensAndNobodyToAskNeverWeakens, ()) {
  const Findings findings = any_findings();
  const Word plain = fold(findings, {}).word;
  RC_ASSERT(fold(findings, {.off = true}).word <= plain);
  RC_ASSERT(fold(findings, {.nobody_to_ask = true}).word >= plain);
}

}  // namespace
}  // namespace hooks
