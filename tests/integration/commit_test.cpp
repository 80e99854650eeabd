// `flockgate commit` by several agents with real git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::HookScene;
using testing::HasSubstr;

class Commit : public testing::Test {
 protected:
  void SetUp() override {
    ada.read("src/a.txt");
    ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
    ASSERT_EQ(ada.write("src/new by ada.txt", "ada\n").out, "");
    ASSERT_EQ(bob.write("src/b.txt", "bob\n").out, "");
  }
  std::string git(const std::string& words) {
    return support::run({
                            .argv = {"/bin/sh", "-c",          "git " + words},
                            .cwd = scene.repo(),
                            .env = {"HOME=" + scene.home(),         "PATH=/usr/bin:/bin"}
    })
        .out;
  }
  // In a call of the agent's own; the exit code.
  int commit(Agent& agent, const std::string& words) {
    const std::string verdict = agent.run(support::built("flockgate") + " commit " + words);
    EXPECT_EQ(verdict, "allow") << words;
    return agent.exit_code();
  }

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

TEST_F(Commit, HoldsOnesOwnFilesAndTheIndexIsTrue) {
  ASSERT_EQ(bob.run("git add src/b.txt"), "allow");
  EXPECT_EQ(commit(ada, "-m 'work of ada'"), 0);
  EXPECT_EQ(git("show --name-only --format=%s"), "work of ada\n\nsrc/a.txt\nsrc/new by ada.txt\n");
  EXPECT_EQ(git("diff --cached --name-only"), "src/b.txt\n");  // bob's, staged as it was
  EXPECT_EQ(git("log -1 --format='%an %(trailers)'"), "ada Flockgate-Agent: claude-1\n\n");
  EXPECT_EQ(commit(bob, "-m 'work of bob'"), 0);
  EXPECT_EQ(git("show --name-only --format="), "src/b.txt\n");
  EXPECT_EQ(git("status --porcelain"), "");
}

TEST_F(Commit, RemovedFilesAreWorkToo) {
  ASSERT_EQ(commit(ada, "-m one"), 0);
  ASSERT_EQ(ada.run("rm src/a.txt"), "allow");
  EXPECT_EQ(commit(ada, "-m two"), 0);
  EXPECT_EQ(git("show --name-status --format="), "D\tsrc/a.txt\n");
}

TEST_F(Commit, ASharedFileIsCommittedOnlyWhenItIsNamed) {
  bob.read("src/a.txt");
  ASSERT_EQ(bob.write("src/a.txt", "ada and bob\n").out, "");
  EXPECT_EQ(commit(ada, "-m ada"), 0);
  EXPECT_EQ(git("show --name-only --format="), "src/new by ada.txt\n");
  EXPECT_EQ(commit(bob, "-m both -- src/a.txt"), 0);
  EXPECT_EQ(git("show --name-only --format="), "src/a.txt\n");
}

TEST_F(Commit, AnothersFileIsRefusedByName) {
  EXPECT_EQ(commit(bob, "-m x -- src/a.txt"), 77);
  EXPECT_EQ(git("rev-list --count HEAD"), "1\n");
}

TEST_F(Commit, PathsCountFromTheFolderOfTheCaller) {
  ASSERT_EQ(ada.run("cd src && " + support::built("flockgate") + " commit -m x -- a.txt"), "allow");
  EXPECT_EQ(git("show --name-only --format="), "src/a.txt\n");
}

TEST_F(Commit, HooksOfTheRepositoryHaveTheirSay) {
  const std::string hook = "repo/.git/hooks/pre-commit";
  scene.dir().write(hook, "#!/bin/sh\nexit 1\n");
  ASSERT_EQ(::chmod((scene.dir() / hook).c_str(), 0755), 0);
  EXPECT_EQ(commit(ada, "-m x"), 77);
  EXPECT_EQ(git("rev-list --count HEAD"), "1\n");
  EXPECT_EQ(git("diff --cached --name-only"), "");
  EXPECT_THAT(git("status --porcelain"), HasSubstr("?? \"src/new by ada.txt\""));
}

TEST_F(Commit, WithoutAnAgentOrWorkThereIsNoCommit) {
  EXPECT_EQ(commit(ada, "-m x"), 0);
  EXPECT_NE(commit(ada, "-m again"), 0);
  EXPECT_NE(commit(ada, ""), 0);
  const auto by_hand = support::run({
      .argv = {support::built("flockgate"), "commit", "-m", "x"},
      .cwd = scene.repo(),
      .env = {"HOME=" + scene.home(),                        "PATH=/usr/bin:/bin"                               }
  });
  EXPECT_THAT(by_hand.err, HasSubstr("no agent is known"));
}

}  // namespace
