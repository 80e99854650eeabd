// Several agents and real git on one branch, through the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::Ended;
using support::goes_on;
using support::HookScene;
using support::verdict_of;
using testing::HasSubstr;

std::string verdict(const Ended& ended) {
  return verdict_of(support::clients().front(), ended);
}

// ada and bob, each with a file of its own that is changed and not committed, and ada's new one.
class Branch : public testing::Test {
 protected:
  void SetUp() override {
    scene.dir().write("repo/src/b.txt", "bob's\n");
    scene.dir().write("repo/src/b b.txt", "bob's\n");
    scene.by_hand(
        "git add src && git commit -qm two && git branch topic && git tag one HEAD~1 && "
        "git switch -q topic && git switch -q main");
    ada.read("src/a.txt");
    bob.read("src/b.txt");
    ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
    ASSERT_EQ(ada.write("src/made.txt", "by ada\n").out, "");
    ASSERT_EQ(bob.write("src/b.txt", "bob\n").out, "");
    ASSERT_EQ(bob.write("src/b b.txt", "bob\n").out, "");
  }
  // A call that is asked about, and then over without having run.
  std::string asked(Agent& agent, const std::string& command) {
    const Ended ended = agent.shell(command);
    agent.stop();
    return ended.out;
  }

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

TEST(BranchAlone, OneAgentAloneFeelsNothing) {
  const HookScene scene;
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  ada.write("src/a.txt", "ada\n");
  scene.dir().write("repo/notes.txt", "by a person\n");
  for (const char* command :
       {"git add -A", "git commit -qam one", "git switch -qc topic", "git checkout -q main",
        "git merge -q topic", "git rebase -q topic", "git reset -q --hard HEAD~1", "git stash -q",
        "git reset -q --hard", "git checkout .", "git branch -m trunk", "git clean -fdq"}) {
    EXPECT_TRUE(goes_on(ada.run(command))) << command;
  }
  ada.read("src/a.txt");
  EXPECT_TRUE(goes_on(verdict(ada.write("src/a.txt", "ada again\n"))));
}

TEST_F(Branch, HeadStaysInCompany) {
  for (const char* command : {"git switch topic",
                              "git switch -c mine",
                              "git checkout topic",
                              "git checkout -b mine",
                              "git checkout HEAD~1",
                              "git checkout -",
                              "git reset --soft HEAD~1",
                              "git reset HEAD~1",
                              "git reset --hard one",
                              "git merge topic",
                              "git rebase topic",
                              "git pull",
                              "git am x.patch",
                              "git bisect start",
                              "git worktree add ../w",
                              "git branch -m trunk",
                              "git branch -m main trunk",
                              "git commit --amend -m x",
                              "git symbolic-ref HEAD refs/heads/topic",
                              "git update-ref HEAD topic",
                              "cd src && git switch topic",
                              "git -C src switch topic",
                              "sh -c 'git switch topic'",
                              "true && git checkout topic || true"}) {
    EXPECT_THAT(asked(bob, command), HasSubstr("[branch.pin]")) << command;
  }
  EXPECT_EQ(scene.by_hand("git branch --show-current"), "main\n");
}

TEST_F(Branch, WhatLeavesHeadWhereItIsGoesOn) {
  for (const char* command :
       {"git switch main", "git checkout main", "git checkout HEAD", "git reset", "git reset HEAD",
        "git reset --soft main", "git reset -- src/b.txt", "git branch mine",
        "git branch -m topic t", "git tag v1", "git log -3", "git status", "git diff", "git fetch",
        "git merge --abort", "git bisect log", "git worktree list", "git stash list",
        "git clean -fdn"}) {
    EXPECT_TRUE(goes_on(verdict(bob.shell(command)))) << command;
    bob.stop();
  }
}

TEST_F(Branch, WhatNamesNothingIsForGitToRefuse) {
  scene.by_hand("git update-ref refs/remotes/up/theirs HEAD");
  for (const char* command :
       {"git checkout none", "git checkout src/none.txt", "git switch none"}) {
    EXPECT_TRUE(goes_on(verdict(bob.shell(command)))) << command;
    bob.stop();
  }
  for (const char* command : {"git checkout theirs", "git switch theirs"}) {
    EXPECT_THAT(asked(bob, command), HasSubstr("[branch.pin]")) << command;
  }
}

TEST_F(Branch, ASwitchByAPersonIsToldOnceAndThenHolds) {
  scene.by_hand("git switch -qc elsewhere");
  EXPECT_THAT(ada.write("src/a.txt", "ada 2\n").out, HasSubstr("[branch.moved]"));
  EXPECT_EQ(ada.write("src/a.txt", "ada 2\n").out, "");
  EXPECT_THAT(bob.shell("echo more >> src/b.txt").out, HasSubstr("on the branch elsewhere"));
  EXPECT_EQ(bob.shell("echo more >> src/b.txt").out, "");
  bob.stop();
  EXPECT_TRUE(goes_on(verdict(bob.shell("git checkout elsewhere"))));
  EXPECT_THAT(asked(bob, "git checkout main"), HasSubstr("[branch.pin]"));
}

TEST_F(Branch, WorkOfOthersIsNotThrownAway) {
  for (const char* command : {"git reset --hard",
                              "git reset --hard HEAD",
                              "git checkout -f",
                              "git checkout .",
                              "git checkout -- src/a.txt",
                              "git checkout src/a.txt",
                              "git checkout HEAD -- src",
                              "git restore src/a.txt",
                              "git restore .",
                              "git restore -SW src",
                              "git clean -fd",
                              "git clean -fdq",
                              "git clean -xfd src",
                              "git -C src clean -f .",
                              "git stash push -u -- src",
                              "git stash push -m x -- src/a.txt",
                              "git rm -f src/a.txt",
                              "git checkout-index -fa",
                              "git read-tree -u --reset HEAD",
                              "git merge --squash topic",
                              "cd src && git checkout -- a.txt",
                              "git reset --hard && git log"}) {
    EXPECT_THAT(asked(bob, command), HasSubstr("[branch.blast]")) << command;
  }
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
  EXPECT_EQ(scene.dir().read("repo/src/made.txt"), "by ada\n");
}

TEST_F(Branch, NorRemovedByOtherMeans) {
  for (const char* command : {"rm -rf src", "rm src/a.txt", "rm -r src/*", "rm -f src/made.txt",
                              "find src -name 'a*' -delete", "cd src && rm a.txt"}) {
    EXPECT_THAT(asked(bob, command), HasSubstr("[branch.blast]")) << command;
  }
  EXPECT_THAT(asked(bob, "rm src/a.txt"), HasSubstr("work of others in 1 file"));
  for (const char* command : {"rm src/b.txt", "rm -f src/b*", "rm -rf none", "rm README.md"}) {
    EXPECT_TRUE(goes_on(verdict(bob.shell(command)))) << command;
    bob.stop();
  }
}

TEST_F(Branch, ARefusalNamesOwnersAndOnesOwnFiles) {
  const std::string refused = asked(bob, "git reset --hard");
  EXPECT_THAT(refused, HasSubstr("src/a.txt: claude-1 changed it"));
  EXPECT_THAT(refused, HasSubstr("git checkout HEAD -- 'src/b b.txt' src/b.txt"));
  EXPECT_TRUE(goes_on(bob.run("git checkout HEAD -- 'src/b b.txt' src/b.txt")));
  EXPECT_EQ(scene.dir().read("repo/src/b.txt"), "bob's\n");
}

TEST_F(Branch, OnesOwnFilesMayAlwaysGo) {
  for (const char* command :
       {"git checkout -- src/b.txt", "git checkout src/b.txt", "git restore src/b.txt",
        "git checkout HEAD -- 'src/b b.txt'", "git stash push -q -m x -- src/b.txt",
        "git add src/b.txt", "git commit -qm x -- 'src/b b.txt'", "cd src && git checkout b.txt"}) {
    EXPECT_TRUE(goes_on(verdict(bob.shell(command)))) << command;
    bob.stop();
  }
  EXPECT_TRUE(goes_on(bob.run("rm src/b.txt")));
  EXPECT_TRUE(goes_on(bob.run("git checkout src/b.txt")));  // gone, and back from the index
  EXPECT_EQ(scene.dir().read("repo/src/b.txt"), "bob's\n");
}

TEST_F(Branch, WhatIsCommittedIsInNobodysWay) {
  ASSERT_TRUE(goes_on(ada.run("git add src/a.txt src/made.txt && git commit -qm ada")));
  ASSERT_EQ(ada.exit_code(), 0);
  EXPECT_TRUE(goes_on(bob.run("git checkout .")));
  EXPECT_TRUE(goes_on(bob.run("git reset -q --hard")));
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
}

TEST_F(Branch, WorkThatNobodyClaimsIsForAPersonToGiveUp) {
  ASSERT_TRUE(goes_on(ada.run("git add src/a.txt src/made.txt && git commit -qm ada")));
  scene.dir().write("repo/src/new file.txt", "by a person\n");
  const std::string asks = asked(bob, "git clean -fd");
  EXPECT_THAT(asks, HasSubstr("[branch.unclaimed]"));
  EXPECT_THAT(asks, HasSubstr("src/new file.txt: changed by a person"));
  ada.leave();
  EXPECT_TRUE(goes_on(verdict(bob.shell("git clean -fd"))));  // alone again
}

TEST_F(Branch, WhatIsGoneAlreadyIsNobodysWork) {
  scene.by_hand("mkdir docs && echo d > docs/d && git add docs && git commit -qm d");
  ASSERT_TRUE(goes_on(bob.run("rm -rf docs")));
  EXPECT_TRUE(goes_on(bob.run("git restore -- docs")));
  EXPECT_EQ(scene.dir().read("repo/docs/d"), "d\n");
}

TEST_F(Branch, WorkOfWhoIsGoneIsStillWork) {
  ada.leave();
  EXPECT_THAT(asked(bob, "git reset --hard"), HasSubstr("[branch.unclaimed]"));
  EXPECT_TRUE(goes_on(verdict(bob.shell("git checkout -- src/b.txt"))));
}

TEST_F(Branch, NobodysHalfDoneWorkIsTakenAlong) {
  for (const char* command : {"git add -A", "git add .", "git add src", "git add -u",
                              "git add '*.txt'", "git add src/a.txt", "git commit -am x",
                              "git commit -m x -- src", "cd src && git add -A", "git stage ."}) {
    EXPECT_THAT(asked(bob, command), HasSubstr("[branch.sweep]")) << command;
  }
  EXPECT_THAT(asked(bob, "git add ."), HasSubstr("git add -- 'src/b b.txt' src/b.txt"));
  EXPECT_THAT(asked(bob, "cd src && git add ."), HasSubstr("git add -- 'b b.txt' b.txt"));
  EXPECT_THAT(asked(bob, "git commit -am x"), HasSubstr("git commit -m MESSAGE -- 'src/b b.txt'"));
}

TEST_F(Branch, ACommitTakesNothingThatAnotherStaged) {
  ASSERT_TRUE(goes_on(ada.run("git add src/a.txt")));
  EXPECT_THAT(asked(bob, "git commit -m bob"), HasSubstr("[branch.sweep]"));
  EXPECT_TRUE(goes_on(bob.run("git commit -qm bob -- src/b.txt")));
  EXPECT_EQ(scene.by_hand("git show --name-only --format="), "src/b.txt\n");
  EXPECT_TRUE(goes_on(ada.run("git commit -qm ada")));
  EXPECT_EQ(scene.by_hand("git show --name-only --format="), "src/a.txt\n");
}

TEST_F(Branch, FilesOfTheSameNameInAnotherWorkTreeAreOtherFiles) {
  scene.by_hand("git worktree add -q ../linked topic");
  Agent cyd(scene, "cyd", scene.dir() / "linked");
  ASSERT_EQ(cyd.run("echo cyd > src/a.txt && echo cyd > src/b.txt"), "allow");
  EXPECT_THAT(asked(bob, "git checkout -- src/a.txt"), HasSubstr("[branch.blast]"));  // ada's
  EXPECT_TRUE(goes_on(cyd.run("git checkout -- src/a.txt")));
  EXPECT_TRUE(goes_on(bob.run("git checkout -- src/b.txt")));
  EXPECT_EQ(scene.dir().read("linked/src/b.txt"), "cyd\n");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
}

TEST_F(Branch, TheStashIsNobodysOwn) {
  for (const char* command : {"git stash", "git stash push", "git stash -u", "git stash save wip",
                              "git stash pop", "git stash drop", "git stash clear"}) {
    EXPECT_THAT(asked(bob, command), HasSubstr("[branch.stash]")) << command;
  }
  EXPECT_EQ(scene.by_hand("git stash list"), "");
}

TEST_F(Branch, TheLockOfTheIndexGoesOnlyWhenNobodyIsBehindIt) {
  EXPECT_EQ(verdict(bob.shell("rm -f .git/index.lock")), "allow");  // nothing there
  scene.dir().write("repo/.git/index.lock", "");
  EXPECT_EQ(verdict(ada.shell("git add src/a.txt")), "allow");  // its end is never told
  const std::string refused = asked(bob, "rm .git/index.lock && git add src/b.txt");
  EXPECT_THAT(refused, HasSubstr("[branch.index-lock]"));
  EXPECT_THAT(refused, HasSubstr("claude-1 writes git since"));
  ada.stop();
  EXPECT_EQ(bob.run("rm .git/index.lock"), "allow");
  EXPECT_FALSE(scene.dir().has("repo/.git/index.lock"));
}

// A git that waits for its input until it is told the name of a file that is not there.
TEST_F(Branch, AGitThatIsAtWorkKeepsItsLock) {
  scene.dir().write("repo/.git/index.lock", "");
  scene.by_hand("mkfifo .git/go");
  std::jthread person(
      [&] { scene.by_hand("exec 3<>.git/go; timeout 60 git hash-object --stdin-paths <&3"); });
  std::string refused;
  for (int i = 0; i < 500 && refused.empty(); ++i) refused = asked(bob, "rm .git/index.lock");
  scene.by_hand("echo gone > .git/go");
  EXPECT_THAT(refused, HasSubstr("is a git at work here"));
}

// Each agent adds and commits its own file over and over; nobody tries twice.
void commit_own(const HookScene& scene, const std::string& name, int rounds,
                std::atomic<int>& failed) {
  Agent agent(scene, name);
  const std::string file = name + ".txt";
  for (int i = 0; i < rounds; ++i) {
    agent.write(file, name + std::to_string(i) + "\n");
    for (const std::string& command :
         {"git add " + file, "git commit -qm " + name + " -- " + file}) {
      if (!goes_on(agent.run(command)) || agent.exit_code() != 0) ++failed;
    }
    agent.stop();
  }
}

TEST(BranchStorm, WritersOfGitStandInLine) {
  constexpr int kAgents = 4;
  constexpr int kRounds = 4;
  const HookScene scene;
  std::atomic<int> failed = 0;
  std::vector<std::jthread> agents;
  for (int i = 0; i < kAgents; ++i) {
    agents.emplace_back(
        [&, i] { commit_own(scene, std::string(1, char('a' + i)), kRounds, failed); });
  }
  agents.clear();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(scene.by_hand("git rev-list --count HEAD"),
            std::to_string(kAgents * kRounds + 1) + "\n");
  EXPECT_EQ(scene.by_hand("git status --porcelain"), "");
}

}  // namespace
