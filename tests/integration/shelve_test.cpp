// An agent's own changes put aside by name, through the real program and real git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::goes_on;
using support::HookScene;
using testing::HasSubstr;

// ada and bob, both with uncommitted work; src/both.txt has lines of both.
class Shelve : public testing::Test {
 protected:
  void SetUp() override {
    scene.dir().write("repo/src/b.txt", "bob's\n");
    scene.dir().write("repo/src/both.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    scene.dir().write("repo/gone.txt", "to be removed\n");
    sh("ln -s src/b.txt link; printf 'x' > run.sh; chmod 755 run.sh; git add . && git commit -qm "
       "2");
    for (const char* name : {"src/a.txt", "src/both.txt", "gone.txt"}) ada.read(name);
    bob.read("src/b.txt");
    put(ada, "src/a.txt", "ada\n");
    put(ada, "new file.txt", "by ada\n");
    put(ada, "src/both.txt", "1\nada\n3\n4\n5\n6\n7\n8\n9\n");
    bob.read("src/both.txt");
    put(bob, "src/both.txt", "1\nada\n3\n4\n5\n6\n7\nbob\n9\n");
    put(bob, "src/b.txt", "bob\n");
  }
  void put(Agent& agent, const std::string& name, const std::string& bytes) {
    ASSERT_EQ(agent.write(name, bytes).out.find("\"deny\""), std::string::npos) << name;
  }
  std::string sh(const std::string& command) const { return scene.by_hand(command); }
  // In a call of the agent's own; the exit code.
  int shelve(Agent& agent, const std::string& words) {
    EXPECT_TRUE(goes_on(agent.run(support::built("flockgate") + " shelve " + words)))
        << agent.answer();
    return agent.exit_code();
  }
  std::string now(const std::string& name) const {
    return scene.dir().has("repo/" + name) ? scene.dir().read("repo/" + name) : "gone";
  }
  std::string list() const { return sh(support::built("flockgate") + " shelve list"); }

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

TEST_F(Shelve, OwnChangesGoAndComeBackWhereOthersGoOn) {
  ASSERT_TRUE(goes_on(ada.run("rm gone.txt"))) << ada.answer();
  ASSERT_EQ(shelve(ada, "wip"), 0);
  EXPECT_EQ(now("src/a.txt"), "alpha\nbeta\n");
  EXPECT_EQ(now("new file.txt"), "gone");
  EXPECT_EQ(now("gone.txt"), "to be removed\n");
  EXPECT_EQ(now("src/both.txt"), "1\n2\n3\n4\n5\n6\n7\nbob\n9\n");
  EXPECT_EQ(now("src/b.txt"), "bob\n");
  EXPECT_THAT(list(), testing::MatchesRegex("wip  .* ago  claude-1  4 files\n"));
  bob.read("src/both.txt");
  put(bob, "src/both.txt", "1\n2\n3\n4\n5\n6\n7\nbob\n9\nbob too\n");
  sh("git reflog expire --expire=now --all && git gc -q --prune=now");
  ASSERT_EQ(shelve(ada, "pop wip"), 0);
  EXPECT_EQ(now("src/a.txt"), "ada\n");
  EXPECT_EQ(now("new file.txt"), "by ada\n");
  EXPECT_EQ(now("gone.txt"), "gone");
  EXPECT_EQ(now("src/both.txt"), "1\nada\n3\n4\n5\n6\n7\nbob\n9\nbob too\n");
  EXPECT_EQ(list(), "");
  EXPECT_EQ(sh("git stash list; git diff --cached --name-only"), "");
}

TEST_F(Shelve, AConflictIsShownAndNothingIsHalfDone) {
  ASSERT_EQ(shelve(ada, "wip"), 0);
  bob.read("src/both.txt");
  put(bob, "src/both.txt", "1\nbob here\n3\n4\n5\n6\n7\nbob\n9\n");
  EXPECT_EQ(shelve(ada, "pop wip > ../said"), 1);
  EXPECT_THAT(scene.dir().read("said"),
              testing::AllOf(HasSubstr("conflict in src/both.txt:"), HasSubstr("bob here"),
                             HasSubstr("ada"), HasSubstr("the shelf")));
  EXPECT_EQ(now("src/a.txt"), "alpha\nbeta\n");
  EXPECT_EQ(now("src/both.txt"), "1\nbob here\n3\n4\n5\n6\n7\nbob\n9\n");
  EXPECT_THAT(list(), HasSubstr("wip"));
}

TEST_F(Shelve, NamedFilesOnlyAndNeverAnothers) {
  EXPECT_EQ(shelve(ada, "save one -- src/a.txt"), 0);
  EXPECT_EQ(now("src/a.txt"), "alpha\nbeta\n");
  EXPECT_EQ(now("new file.txt"), "by ada\n");
  EXPECT_EQ(shelve(ada, "save two src/b.txt 2> ../said"), 77);
  EXPECT_THAT(scene.dir().read("said"), HasSubstr("the work of claude-2"));
  EXPECT_EQ(shelve(ada, "save three src"), 0);  // a folder: what is hers in it
  EXPECT_EQ(now("src/both.txt"), "1\n2\n3\n4\n5\n6\n7\nbob\n9\n");
  EXPECT_EQ(now("src/b.txt"), "bob\n");
}

TEST_F(Shelve, NamesBelongToTheirAgents) {
  ASSERT_EQ(shelve(ada, "wip"), 0);
  EXPECT_EQ(shelve(ada, "wip"), 77);
  ASSERT_EQ(shelve(bob, "wip"), 0);
  EXPECT_EQ(now("src/b.txt"), "bob's\n");
  EXPECT_EQ(now("src/both.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
  ASSERT_EQ(shelve(bob, "apply wip"), 0);
  EXPECT_EQ(now("src/b.txt"), "bob\n");
  EXPECT_EQ(now("src/a.txt"), "alpha\nbeta\n");
  ASSERT_EQ(shelve(bob, "drop wip"), 0);
  EXPECT_EQ(shelve(bob, "drop wip"), 1);
  EXPECT_THAT(list(), testing::MatchesRegex("wip .* claude-1 .*\n"));
  for (const char* name : {"../x", "-x", "'a b'", "x.lock", ""}) {
    EXPECT_NE(shelve(bob, std::string("save -- ") + name), 0) << name;
  }
}

TEST_F(Shelve, WhatIsDroppedComesBackByRestore) {
  ASSERT_EQ(shelve(ada, "wip"), 0);
  ASSERT_EQ(shelve(ada, "drop wip 2> ../said"), 0);
  const std::string said = scene.dir().read("said");
  const std::string id = said.substr(said.find("restore ") + 8, 19);
  ASSERT_TRUE(goes_on(ada.run(support::built("flockgate") + " restore " + id + " -- src/a.txt")));
  EXPECT_EQ(ada.exit_code(), 0) << said;
  EXPECT_EQ(now("src/a.txt"), "ada\n");
}

// Whoever asks: hooks that were just installed, and secrets, are nobody's to put aside.
TEST_F(Shelve, WhatIsGuardedStays) {
  sh("mkdir -p .claude && echo '{}' > .claude/settings.json; echo K=1 > .env");
  EXPECT_EQ(shelve(ada, "guarded .claude/settings.json .env"), 1);
  EXPECT_EQ(now(".claude/settings.json"), "{}\n");
  EXPECT_EQ(now(".env"), "K=1\n");
}

TEST(ShelveAlone, APersonsWorkIsAllThatIsNotGuarded) {
  const HookScene scene;
  scene.by_hand(
      "mkdir -p .claude && echo '{}' > .claude/settings.json; echo K=1 > .env; "
      "echo n > person.txt");
  EXPECT_EQ(scene.by_hand(support::built("flockgate") + " shelve mine 2>/dev/null"),
            "shelved person.txt\n");
  EXPECT_EQ(scene.by_hand(support::built("flockgate") + " shelve pop mine 2>/dev/null"),
            "brought back person.txt\n");
  EXPECT_EQ(scene.dir().read("repo/.env"), "K=1\n");
}

TEST_F(Shelve, ShowsItsPatch) {
  ASSERT_EQ(shelve(ada, "wip"), 0);
  ASSERT_EQ(shelve(ada, "show wip > ../said"), 0);
  EXPECT_THAT(scene.dir().read("said"),
              testing::AllOf(HasSubstr("-alpha"), HasSubstr("+ada"), HasSubstr("+by ada"),
                             testing::Not(HasSubstr("+bob"))));
}

TEST_F(Shelve, KindsModesAndStagedFilesComeBack) {
  put(ada, "staged.txt", "staged\n");
  ASSERT_TRUE(goes_on(ada.run("git add staged.txt")));
  ASSERT_TRUE(
      goes_on(ada.run("ln -sfn 'no where' link && chmod -x run.sh && chmod 600 src/a.txt")));
  ASSERT_EQ(shelve(ada, "kinds staged.txt link run.sh src/a.txt"), 0);
  EXPECT_EQ(sh("git status --porcelain -- staged.txt link run.sh src/a.txt"), "");
  EXPECT_EQ(sh("readlink link; stat -c %A run.sh"), "src/b.txt\n-rwxr-xr-x\n");
  ASSERT_EQ(shelve(ada, "pop kinds"), 0);
  EXPECT_EQ(sh("readlink link; stat -c %A run.sh"), "no where\n-rw-r--r--\n");
  EXPECT_EQ(now("staged.txt"), "staged\n");
}

TEST_F(Shelve, BytesAndFiltersAreGitsOwn) {
  sh("printf '*.crlf text eol=crlf\\n' > .gitattributes; printf 'a\\r\\n' > t.crlf; "
     "git add .gitattributes t.crlf && git commit -qm crlf -- .gitattributes t.crlf");
  ada.read("t.crlf");
  put(ada, "t.crlf", "b\r\n");
  ASSERT_EQ(shelve(ada, "eol t.crlf"), 0);
  EXPECT_EQ(now("t.crlf"), "a\r\n");
  ASSERT_EQ(shelve(ada, "pop eol"), 0);
  EXPECT_EQ(now("t.crlf"), "b\r\n");
}

// What the refusal of a stash offers goes on and does it.
TEST_F(Shelve, TheRefusalOfAStashNamesIt) {
  for (const char* command : {"git stash", "git stash -u", "git stash pop", "git stash drop",
                              "git stash clear", "git stash save x"}) {
    const std::string out = ada.shell(command).out;
    EXPECT_THAT(out, testing::AllOf(HasSubstr("[branch.stash]"), HasSubstr("flockgate shelve")))
        << command;
    ada.stop();
  }
}

TEST(ShelveAlone, AnAgentWithoutCommitsOrCompany) {
  const HookScene scene;
  scene.by_hand("rm -rf .git && git init -q -b main && git add src");
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  const std::string shelve = support::built("flockgate") + " shelve ";
  ASSERT_TRUE(goes_on(ada.run(shelve + "wip")));
  ASSERT_EQ(ada.exit_code(), 0);
  EXPECT_FALSE(scene.dir().has("repo/src/a.txt"));
  ASSERT_TRUE(goes_on(ada.run(support::built("flockgate") + " unshelve wip")));
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
}

// Alone, the stash is anybody's; what is dropped from it is kept all the same.
TEST(StashAlone, WhatIsDroppedIsKeptFirst) {
  const HookScene scene;
  Agent ada(scene, "ada");
  const auto list = [&] {
    return scene.by_hand(support::built("flockgate") +
                         " restore --list | sed 's/.*  //; s/ 2.*-.*//'");
  };
  const auto stash = [&](const std::string& text) {
    scene.dir().write("repo/src/a.txt", text);
    scene.dir().write("repo/new\tfile", text);
    scene.by_hand("git stash -q -u");
  };
  stash("one\n");
  ASSERT_TRUE(goes_on(ada.run("git stash drop -q")));
  scene.by_hand("git reflog expire --expire=now --all && git gc -q --prune=now");
  ASSERT_TRUE(goes_on(ada.run(support::built("flockgate") + " restore")));
  EXPECT_EQ(scene.dir().read("repo/src/a.txt") + scene.dir().read("repo/new\tfile"), "one\none\n");
  scene.by_hand("git checkout -q . && git clean -fdq");
  stash("two\n");
  stash("three\n");
  ASSERT_TRUE(goes_on(ada.run("git stash pop -q 1")));
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "two\n");
  scene.by_hand("git checkout -q . && git clean -fdq");
  stash("four\n");
  EXPECT_EQ(verdict_of(support::clients().front(), ada.shell("git stash clear")), "ask");
  EXPECT_EQ(list(),
            "git stash drop -q\nflockgate restore\ngit stash pop -q 1\ngit stash clear\ngit stash "
            "clear\n");
}

}  // namespace
