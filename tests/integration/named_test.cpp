// Which repository a git command names, and refs that nobody may take: real hook, real git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::goes_on;
using support::HookScene;
using testing::HasSubstr;

// ada has uncommitted work here; beside the checkout lie another repository and an empty folder.
class Named : public testing::Test {
 protected:
  void SetUp() override {
    scene.by_hand(
        "git branch topic && mkdir ../other ../empty && cp -R src ../other && cd ../other && "
        "git init -q -b main && git add . && git -c user.name=o -c user.email=o@x commit -qm o");
    ada.read("src/a.txt");
    ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
    ASSERT_EQ(ada.write("src/made.txt", "by ada\n").out, "");
    bob.read("src/a.txt");
  }
  std::string asked(const std::string& command) {
    std::string out = bob.shell(command).out;
    bob.stop();
    return out;
  }

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
  const std::string here = scene.repo();
};

TEST_F(Named, TheFilesThatAreHitAreJudged) {
  const std::string named = "--git-dir=" + here + "/.git --work-tree=" + here;
  const std::string set = "GIT_DIR=" + here + "/.git GIT_WORK_TREE=" + here;
  for (const std::string& command :
       {std::string("git --git-dir=.git --work-tree=. reset --hard"),
        "cd ../empty && git " + named + " reset --hard",
        "cd ../empty && git " + named + " stash -u", "cd / && git " + named + " checkout -- .",
        "cd ../other && " + set + " git clean -fd",
        "cd ../empty && export " + set + " && git checkout -f",
        "cd ../empty && env " + set + " git checkout -f",
        std::string("GIT_DIR=.git git reset --hard"),
        std::string("cd src && GIT_DIR=../.git git checkout -f"),
        std::string("git -C src -C .. reset --hard"),
        std::string("GIT_DIR=../other/.git; git reset --hard"),
        std::string("env -u GIT_DIR git reset --hard"),
        std::string("git --git-dir=../other/.git --work-tree=. checkout -- ."),
        std::string("git --git-dir=../other/.git --work-tree=. clean -fd"),
        std::string("export GIT_DIR=../other/.git; git checkout -f"),
        std::string("GIT_DIR=../other/.git git reset --hard"),
        std::string("GIT_WORK_TREE=$PWD git -C ../other reset --hard"),
        std::string("git --git-dir=\"$(cat where)\" reset --hard")}) {
    EXPECT_THAT(asked(command),
                testing::AnyOf(HasSubstr("[branch.blast]"), HasSubstr("[branch.stash]")))
        << command;
  }
}

TEST_F(Named, HeadAndTheIndexAreOursWhereverTheFilesAre) {
  for (const char* command : {"git --git-dir=.git --work-tree=../empty switch topic",
                              "cd ../empty && GIT_DIR=../repo/.git git checkout topic",
                              "cd .. && git --git-dir=repo/.git branch -m trunk"}) {
    EXPECT_THAT(asked(command), HasSubstr("[branch.pin]")) << command;
  }
  for (const char* command :
       {"git --git-dir=.git --work-tree=. add -A", "GIT_WORK_TREE=. git commit -am x",
        "GIT_INDEX_FILE=.git/index git add .", "GIT_INDEX_FILE=../mine git commit -am x"}) {
    EXPECT_THAT(asked(command), HasSubstr("[branch.sweep]")) << command;
  }
}

TEST_F(Named, WhatHappensElsewhereIsNotOurMatter) {
  for (const char* command :
       {"git --git-dir=../other/.git --work-tree=../other reset -q --hard",
        "GIT_DIR=../other/.git GIT_WORK_TREE=../other git clean -fdq",
        "env GIT_DIR=../other/.git git branch -m trunk", "git -C ../other switch -q -c new",
        "git -C .. -C other stash -q", "cd ../other && git reset -q --hard HEAD",
        "git --git-dir=.git --work-tree=../empty checkout -q -f",
        "git --git-dir=../other/.git --work-tree=. status -s", "GIT_INDEX_FILE=../mine git add -A",
        "GIT_INDEX_FILE=../mine git write-tree"}) {
    EXPECT_TRUE(goes_on(bob.run(command))) << command << bob.answer();
    EXPECT_EQ(bob.exit_code(), 0) << command;
  }
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
  EXPECT_EQ(scene.dir().read("repo/src/made.txt"), "by ada\n");
  EXPECT_EQ(scene.by_hand("git diff --cached --name-only; git branch --show-current"), "main\n");
}

TEST(NamedAlone, WhatAnotherRepositoryWritesOverIsKeptFirst) {
  const HookScene scene;
  Agent ada(scene, "ada");
  scene.by_hand(
      "cp -R . ../other && echo theirs > ../other/src/a.txt && "
      "git -C ../other commit -qam theirs");
  ada.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  ASSERT_TRUE(goes_on(ada.run("git --git-dir=../other/.git --work-tree=. checkout -q -f")));
  ASSERT_EQ(scene.dir().read("repo/src/a.txt"), "theirs\n");
  ASSERT_TRUE(goes_on(ada.run(support::built("flockgate") + " restore")));
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
}

// Loose and packed: nobody takes what was kept, by any name.
TEST(OwnRefs, StayWhateverAnAgentTries) {
  const HookScene scene;
  Agent ada(scene, "ada");
  scene.dir().write("repo/src/a.txt", "work\n");
  ASSERT_TRUE(goes_on(ada.run("git checkout -- src/a.txt")));
  const std::string refs = scene.by_hand("git for-each-ref refs/flockgate");
  ASSERT_NE(refs, "");
  const std::string ref = "\"$(git for-each-ref --format='%(refname)' refs/flockgate)\"";
  for (const std::string& command :
       {"git update-ref -d " + ref, "git symbolic-ref -d " + ref,
        std::string(
            "git for-each-ref --format='%(refname)' refs/flockgate | xargs git update-ref -d"),
        std::string("git for-each-ref --format='delete %(refname)' | git update-ref --stdin"),
        std::string(
            "for r in $(git for-each-ref --format='%(refname)'); do git update-ref -d $r; done"),
        std::string("git show-ref | cut -d' ' -f2 | xargs -n1 git update-ref -d"),
        std::string("git push -q . :") + ref, std::string("git fetch -q -p . '+refs/*:refs/*'"),
        std::string("rm -r .git/refs/flockgate"), std::string("rm -f .git/packed-refs"),
        std::string("find .git/refs -path '*flockgate*' -delete"),
        std::string("git --git-dir=.git update-ref -d ") + ref}) {
    EXPECT_EQ(ada.run(command), "deny") << command;
    EXPECT_THAT(ada.answer(), HasSubstr("self.")) << command;
  }
  EXPECT_EQ(scene.by_hand("git for-each-ref refs/flockgate"), refs);
  for (const char* command : {"git pack-refs --all", "git for-each-ref refs/flockgate",
                              "git branch x", "git update-ref -d refs/heads/x", "git gc -q"}) {
    EXPECT_TRUE(goes_on(ada.run(command))) << command << ada.answer();
  }
  EXPECT_EQ(ada.run("sed -i /flockgate/d .git/packed-refs"), "deny");
  EXPECT_EQ(scene.by_hand("git for-each-ref refs/flockgate"), refs);
}

}  // namespace
