#include "hooks/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/path.h"
#include "tests/support/fake_clock.h"

namespace hooks {
namespace {

using guards::Category;
using guards::Finding;
using guards::Tier;
using guards::Verb;

// The embedded policy over a repository that is not on any disk.
class Executor : public testing::Test {
 protected:
  void effect(Verb verb, std::string_view name) {
    guards::Effect one;
    one.verb = verb;
    one.path = base::join_path(place_.root, name);
    effects_.list.push_back(one);
  }
  Judgement judgement() { return {call_, effects_, place_, *policy_.rules, world_}; }
  Verdict verdict(const Rollout& rollout = {}) {
    return decide(judgement(), policy_.on_error, rollout);
  }
  void given(std::vector<std::string> paths, guards::ActionKind kind = guards::ActionKind::opaque) {
    call_.tool = "mcp__fs__put";
    call_.action.kind = kind;
    call_.action.cwd = place_.root;
    call_.action.paths = std::move(paths);
    effects_ = guards::understand(call_.action, place_, world_);
  }

  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  guards::Place place_{.root = "/nonexistent/repo", .git_dir = "", .state_dir = "", .home = "/h"};
  LoadedPolicy policy_ = load_policy(world_, place_);
  ToolCall call_;
  guards::Effects effects_;
};

TEST_F(Executor, NothingRemarkedIsAllowedInSilence) {
  effect(Verb::read, "src/a.txt");
  const Verdict got = verdict();
  EXPECT_EQ(got.word, Word::allow);
  EXPECT_EQ(got.message, "");
}

TEST_F(Executor, ARefusalHasItsFourLines) {
  effect(Verb::read, ".env");
  const Verdict got = verdict();
  EXPECT_EQ(got.word, Word::deny);
  EXPECT_THAT(got.message, testing::StartsWith("flockgate denied: "));
  EXPECT_THAT(got.message, testing::HasSubstr("[secrets.dotenv]\nsee: ADR-"));
  EXPECT_EQ(std::ranges::count(got.message, '\n'), 3);
}

TEST_F(Executor, FurtherRefusalsAreDetails) {
  effect(Verb::read, ".env");
  effect(Verb::read, "id_rsa");
  EXPECT_THAT(verdict().message, testing::HasSubstr("\n  also: "));
}

TEST_F(Executor, OffLeavesTheFloorsStanding) {
  effect(Verb::read, ".env");
  const Verdict off = verdict({.off = true});
  EXPECT_EQ(off.word, Word::allow);
  EXPECT_TRUE(off.off);
  EXPECT_FALSE(off.would.empty());
  effect(Verb::write, ".flockgate/policy.json");
  EXPECT_EQ(verdict({.off = true}).word, Word::deny);
}

Finding remark(const char* rule, Category category) {
  Finding finding;
  finding.rule = rule;
  finding.category = category;
  finding.tier = Tier::warn;
  return finding;
}

base::Result<Findings> budget_and_security(const Judgement&) {
  return Findings{remark("late", Category::budget), remark("early", Category::security)};
}

base::Result<Findings> broken(const Judgement&) {
  return base::fail(base::Code::io, "the disk is gone");
}

constexpr Validator kTwo{"two", Category::compliance, budget_and_security};
constexpr Validator kBroken{"broken.check", Category::security, broken};

TEST_F(Executor, OrderIsCategoryThenRegistry) {
  constexpr std::array<const Validator*, 2> kChecks = {&kTwo, &kBroken};
  const Findings found = examine(kChecks, judgement(), policy_.on_error);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].rule, "early");
  EXPECT_EQ(found[1].rule, "hook.check");
  EXPECT_EQ(found[2].rule, "late");
}

TEST_F(Executor, AFailedCheckFallsToTheSideThePolicyNames) {
  constexpr std::array<const Validator*, 1> kChecks = {&kBroken};
  OnError on_error{};
  for (const auto& [side, tier] :
       {std::pair(Word::deny, Tier::block), std::pair(Word::ask, Tier::checkpoint),
        std::pair(Word::warn, Tier::warn), std::pair(Word::allow, Tier::warn)}) {
    on_error[static_cast<std::size_t>(Category::security)] = side;
    const Findings found = examine(kChecks, judgement(), on_error);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].tier, tier);
    EXPECT_THAT(found[0].why, testing::HasSubstr("the disk is gone"));
  }
}

using OpaqueTool = Executor;

TEST_F(OpaqueTool, IsWarnedOfWhenItMayTouchOrdinaryFiles) {
  given({"src/a.txt"});
  const Verdict got = verdict();
  EXPECT_EQ(got.word, Word::warn);
  EXPECT_THAT(got.message, testing::HasSubstr("[unknown.any]"));
}

TEST_F(OpaqueTool, IsAskedAboutWhenItNamesAProtectedFile) {
  given({"src/a.txt", ".env"});
  const Verdict got = verdict();
  EXPECT_EQ(got.word, Word::ask);
  EXPECT_THAT(got.message, testing::HasSubstr("names .env\n"));
  EXPECT_THAT(got.message, testing::HasSubstr("[unknown.protected-name]"));
}

TEST_F(OpaqueTool, IsAskedAboutAFileOfTheFloorEvenWhenTheRulesAreOff) {
  given({"src/a.txt", ".env", ".flockgate/policy.json"});
  const Verdict got = verdict({.off = true});
  EXPECT_EQ(got.word, Word::ask);
  EXPECT_THAT(got.message, testing::HasSubstr("names .flockgate/policy.json\n"));
}

TEST_F(OpaqueTool, IsFreeWhenItIsGivenNoPath) {
  given({});
  EXPECT_EQ(verdict().word, Word::allow);
}

TEST_F(OpaqueTool, GivenAPathAndAContentIsDeniedWhatWriteIsDenied) {
  given({".flockgate/policy.json"}, guards::ActionKind::opaque_write);
  EXPECT_EQ(verdict().word, Word::deny);
  given({"src/a.txt"}, guards::ActionKind::opaque_write);
  EXPECT_EQ(verdict().word, Word::warn);
}

TEST_F(OpaqueTool, GivenManyPathsWarnsInOneLine) {
  given(std::vector<std::string>(100, "src/a.txt"));
  EXPECT_EQ(std::ranges::count(verdict().message, '\n'), 0);
}

}  // namespace
}  // namespace hooks
