#include "hooks/cli/demo_script.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "hooks/platforms/platform.h"

namespace {

using hooks::Answer;
using hooks::Word;
using hooks::cli::agent_of;
using hooks::cli::Dialect;
using hooks::cli::Goal;
using hooks::cli::Step;

std::vector<Step> all_steps(int agents, int rounds) {
  std::vector<Step> all;
  for (int agent = 0; agent < agents; ++agent) {
    for (int round = 0; round < rounds; ++round) {
      const auto steps = hooks::cli::round_of(agent_of(agent), round);
      all.insert(all.end(), steps.begin(), steps.end());
    }
  }
  return all;
}

TEST(DemoScript, BothPlatformsReadEveryPayloadAsTheirOwn) {
  for (int number = 0; number < 2; ++number) {
    const auto agent = agent_of(number);
    const hooks::Platform* platform = hooks::find_platform(platform_of(agent.dialect));
    ASSERT_NE(platform, nullptr);
    for (const Step& step : hooks::cli::round_of(agent, 0)) {
      for (const auto event : {event_before(agent.dialect), event_after(agent.dialect)}) {
        const std::string payload = payload_of(agent, step, event, "/repo", 1);
        const auto view = base::JsonView::parse(payload);
        ASSERT_TRUE(view) << payload;
        EXPECT_EQ(hooks::detect_platform(view->root()), platform) << payload;
        EXPECT_TRUE(platform->read(view->root(), event)) << payload;
      }
    }
  }
}

TEST(DemoScript, EveryVariantOfEveryGoalComesUp) {
  std::set<std::string> texts;
  for (const Step& step : all_steps(1, 4)) {
    if (step.goal == Goal::work || step.goal == Goal::share || step.goal == Goal::commit) continue;
    texts.insert(step.path + step.text);
    EXPECT_EQ(step.expected, Word::deny);
  }
  EXPECT_EQ(texts.size(), 12U);
}

TEST(DemoScript, WordsAreWhatThePlatformMakesOfAnAnswer) {
  const auto claude = [](const char* out) {
    return word_of(Dialect::claude_code, Answer{out, "", 0});
  };
  EXPECT_EQ(claude(""), Word::allow);
  EXPECT_EQ(claude(R"({"hookSpecificOutput":{"permissionDecision":"deny"}})"), Word::deny);
  EXPECT_EQ(claude(R"({"hookSpecificOutput":{"permissionDecision":"ask"}})"), Word::ask);
  EXPECT_EQ(claude(R"({"hookSpecificOutput":{"additionalContext":"x"}})"), Word::warn);
  EXPECT_EQ(claude("no json"), Word::allow);
  EXPECT_EQ(word_of(Dialect::gemini_cli, Answer{R"({"decision":"deny"})", "", 0}), Word::deny);
  EXPECT_EQ(word_of(Dialect::gemini_cli, Answer{"", "reason", 2}), Word::deny);
  EXPECT_EQ(word_of(Dialect::gemini_cli, Answer{"", "", 1}), Word::allow);
}

}  // namespace
