// Every variant of the threat model's rows on other names and other words: said, or unknown.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/cases.h"
#include "tests/support/effects_scene.h"

namespace {

class Threats : public testing::TestWithParam<const char*> {};

TEST_P(Threats, EveryVariantIsToldOrUnknown) {
  const auto lines = support::read_cases(std::string("threats/") + GetParam() + ".jsonl");
  EXPECT_GE(lines.size(), 10U);
  for (const auto& line : lines) {
    support::EffectsScene scene;
    const auto effects = scene.effects(line["in"]);
    const bool unknown = !effects.unknown.empty();
    if (line.value("unknown", false)) {
      EXPECT_TRUE(unknown) << line["id"] << ": " << line["in"];
    } else {
      const std::string path = line["write"];
      EXPECT_TRUE(unknown || support::was_said(scene.writes(effects), path))
          << line["id"] << ": " << line["in"] << " does not tell " << path;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, Threats,
                         testing::Values("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "W1",
                                         "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "W10",
                                         "W11"));

}  // namespace
