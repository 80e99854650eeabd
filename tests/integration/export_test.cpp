// Copies of the work tree: as it is, and without one agent's changes; real program, real git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::goes_on;
using support::HookScene;
using testing::HasSubstr;

// ada and bob at work; what git ignores; odd names, kinds and modes.
class Export : public testing::Test {
 protected:
  void SetUp() override {
    scene.dir().write("repo/src/b.txt", "bob's\n");
    scene.dir().write("repo/run.sh", "#!/bin/sh\ncat src/a.txt src/b.txt\nexit 7\n");
    scene.dir().write("repo/.gitignore", "node_modules/\n*.log\n");
    sh("chmod 755 run.sh; ln -s src/a.txt link; touch 'line\nbreak'; git add . && git commit -qm "
       "2; "
       "mkdir -p node_modules/x && echo dep > node_modules/x/y; echo log > x.log; mkdir ../tmp");
    for (const char* name : {"src/a.txt", "src/b.txt"}) ada.read(name), bob.read(name);
    ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
    ASSERT_EQ(ada.write("new file.txt", "by ada\n").out, "");
    ASSERT_EQ(bob.write("src/b.txt", "bob\n").out, "");
  }
  std::string sh(const std::string& command) const { return scene.by_hand(command); }
  // One process plays both agents: for a call that is not over at once they say who they are.
  int baseline(Agent& agent, const std::string& words) {
    return run(agent, "baseline --agent " +
                          std::string(&agent == &ada ? "claude-1 " : "claude-2 ") + words);
  }
  int run(Agent& agent, const std::string& words) {
    EXPECT_TRUE(
        goes_on(agent.run("TMPDIR=$PWD/../tmp " + support::built("flockgate") + " " + words)))
        << agent.answer();
    return agent.exit_code();
  }

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

TEST_F(Export, CopiesWhatStandsThereAndNothingIgnored) {
  ASSERT_EQ(run(ada, "export ../copy 2> ../said"), 0);
  EXPECT_EQ(sh("diff -r --no-dereference -x .git -x node_modules -x x.log -x .env . ../copy"), "");
  EXPECT_EQ(sh("ls -A ../copy/node_modules ../copy/x.log ../copy/.git 2>/dev/null"), "");
  EXPECT_EQ(sh("readlink ../copy/link; stat -c '%A %Y' run.sh ../copy/run.sh | uniq | wc -l"),
            "src/a.txt\n1\n");
  EXPECT_THAT(scene.dir().read("said"), HasSubstr("node_modules/, x.log (--with PATH"));
}

TEST_F(Export, TakesOnlyANewFolderElsewhere) {
  sh("mkdir ../full && touch ../full/x");
  EXPECT_EQ(run(ada, "export copy"), 64);
  EXPECT_EQ(run(ada, "export ../full"), 77);
  EXPECT_EQ(run(ada, "export"), 64);
  EXPECT_EQ(sh("ls ../full; ls -d copy 2>/dev/null"), "x\n");
}

TEST_F(Export, WhatIsGuardedIsNotCopiedForAgents) {
  sh("mkdir -p node_modules; echo K=1 > .env; echo .env >> .gitignore");
  ASSERT_EQ(run(ada, "export ../copy --with .env 2> ../said"), 0);
  EXPECT_FALSE(scene.dir().has("copy/.env"));
  EXPECT_THAT(scene.dir().read("said"), HasSubstr(".env: guarded"));
}

// It waits for the write that is going on, and no longer than it was told.
TEST_F(Export, NobodyWritesMeanwhile) {
  bob.begin_write("src/b.txt", "half\n");
  EXPECT_EQ(run(ada, "export ../copy --wait 100ms 2> ../said"), 75);
  EXPECT_THAT(scene.dir().read("said"), HasSubstr("claude-2"));
  bob.end_write();
  EXPECT_EQ(run(ada, "export ../copy"), 0);
  EXPECT_EQ(scene.dir().read("copy/src/b.txt"), "half\n");
}

TEST_F(Export, BaselineRunsWithoutOnesOwnChangesAndWithTheOthers) {
  EXPECT_EQ(baseline(ada, "-- ./run.sh > ../out 2> ../said"), 7);
  EXPECT_EQ(scene.dir().read("out"), "alpha\nbeta\nbob\n");
  EXPECT_THAT(scene.dir().read("said"),
              HasSubstr("without your changes in new file.txt, src/a.txt"));
  EXPECT_EQ(baseline(bob, "-- sh -c 'cat src/a.txt \"new file.txt\" src/b.txt' > ../out"), 0);
  EXPECT_EQ(scene.dir().read("out"), "ada\nby ada\nbob's\n");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
  EXPECT_EQ(sh("ls ../tmp"), "");
}

TEST_F(Export, BaselineLeavesNoTraceWhateverTheCommandDoes) {
  EXPECT_EQ(baseline(ada, "-- sh -c 'echo x > made; mkdir -p d/e; chmod 500 d; kill -9 $$'"),
            128 + SIGKILL);
  EXPECT_EQ(baseline(ada, "-- ./nothing-there"), 1);
  EXPECT_EQ(sh("ls ../tmp; ls made d 2>/dev/null"), "");
  EXPECT_EQ(baseline(ada, ""), 64);
}

TEST_F(Export, BaselineStandsWhereItWasTypedAndTakesWhatItIsTold) {
  ASSERT_TRUE(
      goes_on(ada.run("cd src && TMPDIR=$PWD/../../tmp " + support::built("flockgate") +
                      " baseline --agent claude-1 --with ../node_modules -- sh -c "
                      "'pwd; cat a.txt ../node_modules/x/y; ls ../x.log' > ../../out 2>&1")));
  EXPECT_THAT(scene.dir().read("out"),
              testing::AllOf(HasSubstr("/repo/src\nalpha\nbeta\ndep\n"), HasSubstr("x.log")));
}

}  // namespace
