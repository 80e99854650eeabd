// Is the prediction true? Every case is run by real bash; what changed must have been said.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/cases.h"
#include "tests/support/effects_scene.h"

namespace {

// What a program keeps for itself between runs; nobody is told of it.
bool is_cache(const std::string& path) {
  return path.starts_with("../.cache") || path.starts_with("../.parallel");
}

class EffectsOracle : public testing::TestWithParam<const char*> {};

TEST_P(EffectsOracle, WhatBashChangesWasSaid) {
  for (const auto& line : support::read_cases(GetParam())) {
    const std::string command = line["in"];
    support::EffectsScene scene;
    const auto effects = scene.effects(command);
    if (!effects.unknown.empty()) continue;
    const auto said = scene.writes(effects);
    for (const std::string& path : scene.run(command)) {
      if (is_cache(path)) continue;
      EXPECT_TRUE(support::was_said(said, path))
          << line["id"] << ": " << command << " changed " << path;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Families, EffectsOracle,
                         testing::Values("effects/archives.jsonl", "effects/control.jsonl",
                                         "effects/coreutils.jsonl", "effects/filters.jsonl",
                                         "effects/find.jsonl", "effects/names.jsonl",
                                         "effects/nested.jsonl", "effects/programs.jsonl",
                                         "effects/redirects.jsonl", "effects/tools.jsonl",
                                         "effects/text_tools.jsonl", "effects/variables.jsonl",
                                         "effects/wrappers.jsonl"));

// Rows that neither need privileges nor leave the scratch folder.
INSTANTIATE_TEST_SUITE_P(Threats, EffectsOracle,
                         testing::Values("threats/N1.jsonl", "threats/N2.jsonl", "threats/N3.jsonl",
                                         "threats/N4.jsonl", "threats/N5.jsonl", "threats/N8.jsonl",
                                         "threats/W1.jsonl", "threats/W2.jsonl", "threats/W3.jsonl",
                                         "threats/W4.jsonl", "threats/W5.jsonl", "threats/W6.jsonl",
                                         "threats/W9.jsonl"));

}  // namespace
