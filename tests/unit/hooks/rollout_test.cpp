#include "hooks/rollout.h"

#include <gtest/gtest.h>

namespace hooks {
namespace {

using guards::Finding;
using guards::Stage;
using guards::Tier;

Finding finding(const char* rule, Tier tier, Stage stage, bool floor = false) {
  Finding one;
  one.rule = rule;
  one.tier = tier;
  one.stage = stage;
  one.floor = floor;
  return one;
}

TEST(Rollout, StageCapsTheTier) {
  const Rollout plain;
  EXPECT_EQ(effective_word(finding("r", Tier::block, Stage::enforce), plain), Word::deny);
  EXPECT_EQ(effective_word(finding("r", Tier::checkpoint, Stage::enforce), plain), Word::ask);
  EXPECT_EQ(effective_word(finding("r", Tier::warn, Stage::enforce), plain), Word::warn);
  EXPECT_EQ(effective_word(finding("r", Tier::block, Stage::warn), plain), Word::warn);
  EXPECT_EQ(effective_word(finding("r", Tier::checkpoint, Stage::warn), plain), Word::warn);
  EXPECT_EQ(effective_word(finding("r", Tier::block, Stage::monitor), plain), Word::allow);
}

TEST(Rollout, FloorsIgnoreStageAndTheOffSwitch) {
  EXPECT_EQ(effective_word(finding("f", Tier::block, Stage::monitor, true), {.off = true}),
            Word::deny);
  EXPECT_EQ(effective_word(finding("r", Tier::block, Stage::enforce), {.off = true}), Word::allow);
}

TEST(Rollout, NobodyToAskMakesAnAskADeny) {
  const Rollout ci{.nobody_to_ask = true};
  EXPECT_EQ(effective_word(finding("r", Tier::checkpoint, Stage::enforce), ci), Word::deny);
  EXPECT_EQ(effective_word(finding("r", Tier::warn, Stage::enforce), ci), Word::warn);
}

TEST(Rollout, TheFirstStrongestFindingComesFirst) {
  const Verdict verdict = fold(
      {finding("warned", Tier::warn, Stage::enforce), finding("first", Tier::block, Stage::enforce),
       finding("second", Tier::block, Stage::enforce)},
      {});
  EXPECT_EQ(verdict.word, Word::deny);
  ASSERT_EQ(verdict.findings.size(), 3U);
  EXPECT_EQ(verdict.findings[0].rule, "first");
  EXPECT_EQ(verdict.findings[1].rule, "second");
  EXPECT_EQ(verdict.findings[2].rule, "warned");
}

TEST(Rollout, MonitorFindingsAreKeptApartAndNeverStopTheChain) {
  const Verdict verdict = fold({finding("watched", Tier::block, Stage::monitor),
                                finding("warned", Tier::warn, Stage::enforce)},
                               {});
  EXPECT_EQ(verdict.word, Word::warn);
  ASSERT_EQ(verdict.would.size(), 1U);
  EXPECT_EQ(verdict.would[0].rule, "watched");
  ASSERT_EQ(verdict.findings.size(), 1U);
}

TEST(Rollout, NothingFoundIsAllowed) {
  EXPECT_EQ(fold({}, {}).word, Word::allow);
}

}  // namespace
}  // namespace hooks
