// Every shape a repository can have, and names no shell likes: defined behaviour, with real git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::goes_on;
using support::HookScene;
using testing::HasSubstr;
using testing::Not;

constexpr std::array kNames = {"a b.txt",      "new\nline.txt",  "-dash",  "star*[x].txt",
                               "quo\"te'.txt", "\xc3\xbcml.txt", ":(top)x"};

struct Shape {
  const char* name;
  const char* setup;   // by a person, in the repository
  const char* folder;  // where the agents stand, from there on
};

const auto kShapes = std::to_array<Shape>({
    {"plain",      "true",                                                                     "."   },
    {"worktree",   "git worktree add -q -b w ../w",                                            "../w"},
    {"submodule",
     "cp -R . ../lib && git -c protocol.file.allow=always submodule add -q ../lib lib && "
     "git commit -qm sub",                                                                     "lib" },
    {"sparse",
     "mkdir far && echo far > far/f && git add far && git commit -qm far && "
     "git sparse-checkout set src",                                                            "."   },
    {"detached",   "git checkout -q --detach",                                                 "."   },
    {"unborn",     "rm -rf .git && git init -q -b main",                                       "."   },
    {"separate",   "git init -q --separate-git-dir=../elsewhere",                              "."   },
    {"linked",     "mv .git ../real && ln -s ../real .git",                                    "."   },
    {"sha256",
     "rm -rf .git && git init -q -b main --object-format=sha256 && git add README.md && "
     "git commit -qm one",                                                                     "."   },
    {"untracking", "git config status.showUntrackedFiles no && git config core.quotePath off", "."   },
});

// ada's files have odd names, bob has one; what each does is told to the hook.
class Places : public testing::TestWithParam<Shape> {
 protected:
  void SetUp() override {
    scene.by_hand(GetParam().setup);
    for (const char* name : kNames) ASSERT_EQ(put(ada, name, "one\n"), "");
    ASSERT_EQ(put(bob, "bobs file.txt", "bob\n"), "");
  }
  std::string place(const std::string& name) const {
    return std::string(GetParam().folder) + "/" + name;
  }
  std::string put(Agent& agent, const std::string& name, const std::string& bytes) {
    if (scene.dir().has("repo/" + place(name))) agent.read(place(name));
    return agent.write(place(name), bytes).out;
  }
  std::string now(const std::string& name) const {
    const std::string path = "repo/" + place(name);
    return scene.dir().has(path) ? scene.dir().read(path) : "gone";
  }
  void expect_all(const std::string& bytes) const {
    for (const char* name : kNames) EXPECT_EQ(now(name), bytes) << name;
    EXPECT_EQ(now("bobs file.txt"), "bob\n");
  }
  std::string sh(const std::string& command) const {
    return scene.by_hand("cd " + std::string(GetParam().folder) + " && " + command);
  }
  int run(Agent& agent, const std::string& command) {
    const std::string verdict = agent.run(command);
    EXPECT_TRUE(goes_on(verdict)) << command << ": " << agent.answer();
    return goes_on(verdict) ? agent.exit_code() : -1;
  }
  int own(Agent& agent, const std::string& words) {
    return run(agent, support::built("flockgate") + " " + words);
  }
  std::string refused(Agent& agent, const std::string& command) {
    std::string out = agent.shell(command).out;
    agent.stop();
    return out;
  }

  HookScene scene;
  Agent ada{scene, "ada", scene.in_repo(GetParam().folder)};
  Agent bob{scene, "bob", scene.in_repo(GetParam().folder)};
};

TEST_P(Places, GitVerbsAreJudgedByWhoseFilesTheyHit) {
  EXPECT_THAT(refused(bob, "git add -A"), HasSubstr("[branch.sweep]"));
  EXPECT_THAT(refused(bob, "git clean -fdq"), HasSubstr("[branch.blast]"));
  EXPECT_THAT(refused(bob, "git stash -u"), HasSubstr("[branch.stash]"));
  EXPECT_THAT(refused(bob, "rm -- -dash"), HasSubstr("[branch.blast]"));
  EXPECT_EQ(run(bob, "git add -- 'bobs file.txt' && git commit -qm bob"), 0);
  EXPECT_EQ(run(ada, "git add -- ./-dash 'a b.txt'"), 0);
  EXPECT_EQ(sh("git log -1 --format= --name-only"), "bobs file.txt\n");
  expect_all("one\n");
}

TEST_P(Places, CommitTakesOwnFilesWhateverTheyAreCalled) {
  ASSERT_EQ(own(ada, "commit -m mine"), 0);
  EXPECT_EQ(sh("git log -1 --format= --name-only -z | tr '\\0' '\\n' | wc -l"),
            std::to_string(kNames.size() + 1) + "\n");  // one name has two lines
  const std::string status = sh("git -c status.showUntrackedFiles=all status --porcelain");
  EXPECT_THAT(status, HasSubstr("?? \"bobs file.txt\"\n"));
  for (const char* part : {"a b", "line", "dash", "star", "quo", "ml.txt", "top"}) {
    EXPECT_THAT(status, Not(HasSubstr(part)));
  }
  EXPECT_EQ(sh("git diff --cached --name-only"), "");
  expect_all("one\n");
}

TEST_P(Places, WhoAndUndoKnowThem) {
  ASSERT_EQ(own(ada, "commit -m mine"), 0);
  for (const char* name : kNames) {
    ASSERT_EQ(put(ada, name, "one\ntwo\n"), "");
    EXPECT_EQ(own(ada, "undo"), 0) << name;
    EXPECT_EQ(now(name), "one\n") << name;
  }
  EXPECT_THAT(sh(support::built("flockgate") + " who 'a b.txt'"), HasSubstr("claude-1"));
  expect_all("one\n");
}

TEST_P(Places, ShelvesTakeAndBringThem) {
  ASSERT_EQ(own(ada, "shelve wip"), 0);
  expect_all("gone");
  ASSERT_EQ(own(ada, "shelve pop wip"), 0);
  expect_all("one\n");
  ASSERT_EQ(own(ada, "commit -m mine"), 0);
  for (const char* name : kNames) ASSERT_EQ(put(ada, name, "two\n"), "");
  ASSERT_EQ(own(ada, "shelve wip"), 0);
  expect_all("one\n");
  ASSERT_EQ(own(ada, "shelve pop wip"), 0);
  expect_all("two\n");
}

TEST_P(Places, WhatIsDestroyedComesBack) {
  ASSERT_EQ(own(ada, "commit -m mine"), 0);
  for (const char* name : kNames) ASSERT_EQ(put(ada, name, "two\n"), "");
  ASSERT_EQ(run(ada,
                "git checkout -q HEAD -- './-dash' 'a b.txt' 'new\nline.txt' "
                "':(literal)star*[x].txt' 'quo\"te'\"'\"'.txt' '\xc3\xbcml.txt' './:(top)x'"),
            0);
  expect_all("one\n");
  ASSERT_EQ(own(ada, "restore"), 0);
  expect_all("two\n");
}

TEST_P(Places, CopiesHoldThem) {
  ASSERT_EQ(own(ada, "export " + (scene.dir() / "copy")), 0);
  for (const char* name : kNames) {
    EXPECT_TRUE(scene.dir().has(std::string("copy/") + name)) << name;
  }
  EXPECT_TRUE(scene.dir().has("copy/bobs file.txt"));
  EXPECT_EQ(own(ada, "baseline --agent claude-1 -- test ! -e ./-dash -a -e 'bobs file.txt'"), 0);
}

INSTANTIATE_TEST_SUITE_P(Shapes, Places, testing::ValuesIn(kShapes),
                         [](const auto& one) { return std::string(one.param.name); });

// A sparse checkout leaves files out on purpose: they are no removals of anybody.
TEST(PlacesApart, FilesThatAreNotCheckedOutAreNobodysChange) {
  const HookScene scene;
  Agent ada(scene, "ada");
  scene.by_hand(
      "mkdir far && echo far > far/f && git add far && git commit -qm far && "
      "git sparse-checkout set src");
  ASSERT_FALSE(scene.dir().has("repo/far/f"));
  ada.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  const std::string own = support::built("flockgate") + " ";
  ASSERT_TRUE(goes_on(
      ada.run(own + "shelve wip && " + own + "shelve pop wip && " + own + "commit -m mine")));
  EXPECT_EQ(scene.by_hand("git show --format= --name-only; git ls-files far"),
            "src/a.txt\nfar/f\n");
  EXPECT_FALSE(scene.dir().has("repo/far/f"));
}

// A repository in the tree has neighbours of its own: what happens in it is judged there.
TEST(PlacesApart, ASubmoduleIsARepositoryOfItsOwn) {
  const HookScene scene;
  scene.by_hand(
      "cp -R . ../lib && git -c protocol.file.allow=always submodule add -q ../lib lib && "
      "git commit -qm sub");
  Agent ada(scene, "ada");
  Agent bob(scene, "bob", scene.in_repo("lib"));
  ASSERT_EQ(bob.write("lib/bob.txt", "bob\n").out, "");
  ada.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  for (const char* command : {"git reset -q --hard", "git clean -fdq", "git checkout -q ."}) {
    EXPECT_TRUE(goes_on(ada.run(command))) << command << ada.answer();
  }
  EXPECT_EQ(scene.dir().read("repo/lib/bob.txt"), "bob\n");
  EXPECT_EQ(ada.run(support::built("flockgate") + " export ../copy 2> ../said"), "allow");
  EXPECT_THAT(scene.dir().read("said"), HasSubstr("lib: a repository of its own"));
}

class Nowhere : public testing::TestWithParam<const char*> {};

TEST_P(Nowhere, OurVerbsSaySoAndNothingIsMade) {
  const HookScene scene;
  scene.by_hand("mkdir ../empty && git init -q --bare ../bare.git && git push -q ../bare.git main");
  const std::string folder = scene.dir() / GetParam();
  const std::string before = scene.by_hand("find ../empty ../bare.git | sort");
  Agent ada(scene, "ada", folder);
  for (const char* verb : {"commit -m x", "undo", "who a.txt", "restore", "restore --list",
                           "shelve wip", "shelve list", "export ../x", "baseline -- true"}) {
    EXPECT_TRUE(goes_on(ada.run(support::built("flockgate") + " " + verb + " 2> ../said"))) << verb;
    EXPECT_EQ(ada.exit_code(), 1) << verb << scene.dir().read("said");
    EXPECT_THAT(scene.dir().read("said"), testing::StartsWith("flockgate: ")) << verb;
  }
  EXPECT_FALSE(scene.dir().has("x"));
}

TEST_P(Nowhere, GitAndFilesGoOn) {
  const HookScene scene;
  scene.by_hand("mkdir ../empty && git init -q --bare ../bare.git && git push -q ../bare.git main");
  Agent ada(scene, "ada", scene.dir() / GetParam());
  Agent bob(scene, "bob", scene.dir() / GetParam());
  for (Agent* one : {&ada, &bob}) {
    for (const char* command :
         {"git status", "git add -A", "git stash", "git reset --hard", "git clean -fd",
          "git log -1", "git branch topic", "git checkout topic", "echo x > file", "rm -f file"}) {
      EXPECT_TRUE(goes_on(one->run(command))) << command << one->answer();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Folders, Nowhere, testing::Values("empty", "bare.git"),
                         [](const auto& one) { return std::string(one.param).substr(0, 4); });

// Thousands of files: the verbs stay within seconds, and nothing is left out.
TEST(PlacesApart, ALargeRepository) {
  const HookScene scene;
  scene.by_hand(
      "mkdir -p big && cd big && for i in $(seq 12000); do echo $i > f$i; done; "
      "git add . && git commit -qm big");
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("big/f1");
  ASSERT_EQ(ada.write("big/f1", "ada\n").out, "");
  EXPECT_THAT(bob.shell("git add -A").out, HasSubstr("[branch.sweep]"));
  bob.stop();
  EXPECT_THAT(bob.shell("git checkout -- .").out, HasSubstr("[branch.blast]"));
  bob.stop();
  ASSERT_TRUE(goes_on(ada.run(support::built("flockgate") + " commit -m one")));
  EXPECT_EQ(scene.by_hand("git status --porcelain; git show --format= --name-only"), "big/f1\n");
  ada.leave();
  scene.by_hand("cd big && for i in $(seq 1500); do echo more >> f$i; done");
  const std::string diff = scene.by_hand("git diff | sha1sum");
  const std::string own = support::built("flockgate") + " shelve --agent claude-2 ";
  scene.by_hand(own + "many $(cd big && ls | head -3 | sed 's#^#big/#') >/dev/null");
  EXPECT_EQ(scene.by_hand("git diff --name-only | wc -l"), "1497\n");
  scene.by_hand(own + "pop many > /dev/null");
  EXPECT_EQ(scene.by_hand("git diff | sha1sum"), diff);
}

}  // namespace
