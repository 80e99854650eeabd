#include "guards/commands/special/git_deed.h"

#include <gtest/gtest.h>

namespace guards::commands {
namespace {

// Files "f" and "g" are there.
GitDeed deed(std::string_view words) {
  return read_git_deed(words, [](const std::string& path) { return path == "f" || path == "g"; });
}

TEST(GitDeed, PathsAndCommitsAreToldApart) {
  EXPECT_EQ(deed("checkout f g").paths, (std::vector<std::string>{"f", "g"}));
  EXPECT_EQ(deed("checkout f g").tree, "");
  EXPECT_EQ(deed("checkout v1 f").tree, "v1");
  EXPECT_EQ(deed("checkout v1 -- gone").tree, "v1");
  EXPECT_EQ(deed("checkout -- gone").loss, Loss::changes);
  EXPECT_FALSE(deed("checkout -- gone").moves_head);
  EXPECT_TRUE(deed("checkout topic").moves_head);
  EXPECT_TRUE(deed("checkout topic").maybe_path);
  EXPECT_FALSE(deed("checkout topic --").maybe_path);
  EXPECT_EQ(deed("checkout -f topic").tree, "topic");
  EXPECT_EQ(deed("checkout -f").tree, "HEAD");
}

TEST(GitDeed, ResetMeansIndexBranchOrFiles) {
  EXPECT_EQ(deed("reset").loss, Loss::none);
  EXPECT_FALSE(deed("reset f").moves_head);
  EXPECT_FALSE(deed("reset HEAD f").moves_head);
  EXPECT_EQ(deed("reset --soft HEAD~1").target, "HEAD~1");
  EXPECT_EQ(deed("reset --hard").tree, "HEAD");
  EXPECT_EQ(deed("reset --hard v1").tree, "v1");
}

TEST(GitDeed, TheStashIsSharedUnlessPathsAreNamed) {
  EXPECT_TRUE(deed("stash").shares_stash);
  EXPECT_TRUE(deed("stash -u").shares_stash);
  EXPECT_TRUE(deed("stash pop").shares_stash);
  EXPECT_FALSE(deed("stash push -m x f").shares_stash);
  EXPECT_EQ(deed("stash push -u -- f").loss, Loss::both);
  EXPECT_FALSE(deed("stash apply").shares_stash);
  EXPECT_EQ(deed("stash list").loss, Loss::none);
}

TEST(GitDeed, WhatIsStagedOrCommitted) {
  EXPECT_EQ(deed("add -A").sweep, Sweep::all);
  EXPECT_EQ(deed("add -u").sweep, Sweep::known);
  EXPECT_EQ(deed("add -n .").sweep, Sweep::none);
  EXPECT_EQ(deed("commit -m x").sweep, Sweep::index);
  EXPECT_EQ(deed("commit -am x").sweep, Sweep::known);
  EXPECT_EQ(deed("commit -m x f").paths, (std::vector<std::string>{"f"}));
  EXPECT_TRUE(deed("commit --amend").moves_head);
}

TEST(GitDeed, AWordKnownOnlyLaterStandsForEverything) {
  EXPECT_TRUE(deed("checkout -- \x1a").paths.empty());
  EXPECT_EQ(deed("reset --hard \x1a").target, "");
  EXPECT_TRUE(deed("reset --hard \x1a").moves_head);
}

TEST(GitDeed, VerbsWithoutAShareInOthersWorkSayNothing) {
  for (const char* words :
       {"status", "log -3", "fetch", "push", "tag v1", "branch x", "nonsense"}) {
    const GitDeed one = deed(words);
    EXPECT_FALSE(one.moves_head || one.shares_stash) << words;
    EXPECT_EQ(one.loss, Loss::none) << words;
    EXPECT_EQ(one.sweep, Sweep::none) << words;
  }
}

}  // namespace
}  // namespace guards::commands
