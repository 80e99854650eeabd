// What a killed `flockgate commit` leaves stands in nobody's way, and is not touched before that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/ten_lines.h"

namespace {

using testing::HasSubstr;

class LeftLock : public support::TenLines {
 protected:
  void SetUp() override {
    TenLines::SetUp();
    put(ada, text({
                 {2, "ada"}
    }));
    put(bob, "bob\n", "src/bob.txt");
    scene.dir().write(
        "repo/.git/hooks/pre-commit",
        "#!/bin/sh\necho $PPID > ../begun\nuntil test -e ../go; do sleep 0.01; done\n");
    ASSERT_EQ(::chmod(scene.in_repo(".git/hooks/pre-commit").c_str(), 0755), 0);
  }
  // Killed while git asks a hook; git goes on alone, and commits when "go" is there.
  void kill_a_commit() {
    sh(support::built("flockgate") +
       " commit --agent claude-1 -m ada > /dev/null 2>&1 & "
       "until test -s ../begun; do sleep 0.01; done; kill -9 $!");
    sh("test -e .git/index.lock && echo yes > ../there");
    ASSERT_EQ(scene.dir().read("there"), "yes\n");
  }
  void let_git_end() {
    scene.dir().write("go", "");
    sh("while readlink /proc/$(cat ../begun)/cwd > /dev/null; do sleep 0.01; done");
  }
};

TEST_F(LeftLock, AHookedCommitGetsThroughAndTakesNothingBack) {
  kill_a_commit();
  let_git_end();
  EXPECT_EQ(sh("git log --format=%s -1"), "ada\n");
  EXPECT_EQ(bob.run("git add src/bob.txt && git commit -qm bob"), "allow");
  EXPECT_EQ(bob.exit_code(), 0);
  EXPECT_EQ(sh("git log --format=%s -2; git show --format= --name-only"),
            "bob\nada\nsrc/bob.txt\n");
  expect_clean();
}

TEST_F(LeftLock, NothingIsTouchedWhileGitGoesOnAlone) {
  kill_a_commit();
  EXPECT_EQ(bob.run("git add src/bob.txt 2> ../said"), "allow");
  EXPECT_NE(bob.exit_code(), 0);
  EXPECT_THAT(scene.dir().read("said"), HasSubstr("index.lock"));
  EXPECT_EQ(bob.run("rm .git/index.lock"), "deny");
  let_git_end();
  EXPECT_EQ(bob.run("git add src/bob.txt && git commit -qm bob"), "allow");
  expect_clean();
}

TEST_F(LeftLock, AGitThatGoesOnAloneKeepsTheIndexItCommits) {
  kill_a_commit();
  EXPECT_THAT(said_by(bob, "commit -m bob"), HasSubstr("another git is at work here"));
  let_git_end();
  EXPECT_EQ(sh("git log -1 --format=%s; git show --format= --name-status"), "ada\nM\tsrc/a.txt\n");
  EXPECT_EQ(said_by(bob, "commit -m bob"), "committed src/bob.txt\n");
  expect_clean();
}

TEST_F(LeftLock, AFlockgateCommitGetsThroughToo) {
  kill_a_commit();
  let_git_end();
  EXPECT_EQ(said_by(bob, "commit -m bob"), "committed src/bob.txt\n");
  expect_clean();
}

// Not ours: whose it is cannot be known, and the agent is told what it may do.
TEST_F(LeftLock, AnotherGitsLockStaysAndTheWayOutIsNamed) {
  sh("touch .git/index.lock");
  EXPECT_THAT(said_by(bob, "commit -m bob"),
              testing::AllOf(HasSubstr("no git at work"), HasSubstr("rm ")));
  EXPECT_EQ(bob.run("rm .git/index.lock"), "allow");
  scene.dir().write("go", "");
  EXPECT_EQ(said_by(bob, "commit -m bob"), "committed src/bob.txt\n");
}

}  // namespace
