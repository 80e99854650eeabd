// Is the prediction true? Every case is run by real bash; what changed must have been said.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "coord/base/glob.h"
#include "coord/base/path.h"
#include "tests/support/cases.h"
#include "tests/support/effects_scene.h"

namespace {

// Said by name, by a folder above it, by a glob, or as the folder that appeared around it.
bool was_said(const std::vector<std::string>& said, const std::string& path) {
  return std::ranges::any_of(said, [&](const std::string& one) {
    return base::is_within(path, one) || base::is_within(one, path) || base::glob_match(one, path);
  });
}

class EffectsOracle : public testing::TestWithParam<const char*> {};

TEST_P(EffectsOracle, WhatBashChangesWasSaid) {
  for (const auto& line : support::read_cases(std::string("effects/") + GetParam())) {
    const std::string command = line["in"];
    support::EffectsScene scene;
    const auto effects = scene.effects(command);
    if (!effects.unknown.empty()) continue;
    const auto said = scene.writes(effects);
    for (const std::string& path : scene.run(command)) {
      EXPECT_TRUE(was_said(said, path)) << line["id"] << ": " << command << " changed " << path;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Families, EffectsOracle,
                         testing::Values("archives.jsonl", "control.jsonl", "coreutils.jsonl",
                                         "names.jsonl", "nested.jsonl", "programs.jsonl",
                                         "redirects.jsonl", "text_tools.jsonl", "tools.jsonl",
                                         "variables.jsonl", "wrappers.jsonl"));

}  // namespace
