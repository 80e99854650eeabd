// What git verbs do to the work tree, told from its files: every case is run by real git.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/cases.h"
#include "tests/support/effects_scene.h"

namespace {

// Two branches, a stash, a dirty file, a staged one, a folder nobody has added. Times are old, so
// that no file is as young as the index.
constexpr const char* kSetup = R"(
set -e
old() { find . -path ./.git -prune -o -type f -exec touch -d 2001-01-01 {} +; git update-index -q --refresh || true; }
git init -q -b main .
git config user.name Dev; git config user.email dev@example.com; git config alias.gone '!rm b.txt'
printf 'tmp/\n*.log\n' > .gitignore
git add -A; git commit -qm one; git tag v1
echo more >> docs/guide.md; git commit -qam two
git checkout -qb other
echo new > extra.txt; echo changed > b.txt; git rm -q src/app.py; git add -A; git commit -qm three
git checkout -q main
echo stashed >> src/util.c; old; git stash -q
old
printf '%s\n' '--- a/src/util.c' '+++ b/src/util.c' '@@ -1 +1 @@' '-int util;' '+int utility;' > fix.patch
echo dirty >> a.txt
echo staged > staged.txt; git add staged.txt
echo untracked > untracked.txt; mkdir fresh; echo fresh > fresh/f
old
)";

class GitOracle : public testing::TestWithParam<const char*> {};

// Both ways: what changes was said, and what was said changes (or lies around what does).
TEST_P(GitOracle, WhatGitChangesWasSaid) {
  for (const auto& line : support::read_cases("git/verbs.jsonl")) {
    const std::string command = line["in"];
    support::EffectsScene scene;
    scene.run(std::string(kSetup) + GetParam());
    scene.run(line.value("before", "true"));
    const auto effects = scene.effects(command);
    const auto said = scene.writes(effects);
    const auto changed = scene.run(command);
    for (const std::string& path : changed) {
      EXPECT_TRUE(!effects.unknown.empty() || support::was_said(said, path))
          << line["id"] << ": " << command << " changed " << path;
    }
    for (const std::string& path : said) {
      if (path.find(".git/") != std::string::npos) continue;
      EXPECT_TRUE(support::was_said(changed, path))
          << line["id"] << ": " << command << " left " << path << " alone";
    }
    EXPECT_EQ(!effects.unknown.empty(), line.value("unknown", false))
        << line["id"] << ": " << command;
  }
}

INSTANTIATE_TEST_SUITE_P(Objects, GitOracle, testing::Values("", "git gc -q"));

}  // namespace
