// Who wrote which line, and taking edits back, through the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <map>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::HookScene;
using testing::HasSubstr;

constexpr const char* kFile = "src/a.txt";

// ada and bob in one file of ten lines that a commit holds.
class Undo : public testing::Test {
 protected:
  void SetUp() override {
    scene.dir().write(std::string("repo/") + kFile, text());
    sh("git add . && git commit -qm ten");
    ada.read("README.md");
    bob.read("README.md");
  }
  // Ten lines, some of them others.
  static std::string text(const std::map<int, std::string>& lines = {}) {
    std::string all;
    for (int i = 1; i <= 10; ++i) {
      const auto found = lines.find(i);
      all += found == lines.end() ? "line " + std::to_string(i) + "\n" : found->second;
    }
    return all;
  }
  void put(Agent& agent, const std::string& name, const std::string& bytes) {
    agent.read(name);
    ASSERT_EQ(agent.write(name, bytes).out.find("\"deny\""), std::string::npos);
  }
  std::string sh(const std::string& command) const { return scene.by_hand(command); }
  std::string who(const std::string& words) const {
    return sh(support::built("flockgate") + " who " + words);
  }
  // In a call of the agent's own; the exit code.
  int undo(Agent& agent, const std::string& words = {}) {
    EXPECT_EQ(agent.run(support::built("flockgate") + " undo " + words), "allow");
    return agent.exit_code();
  }
  std::string now(const std::string& name = kFile) const {
    return scene.dir().read("repo/" + name);
  }
  // The id of the edit that wrote this line.
  std::string edit_at(const std::string& target) const {
    const std::string said = who(target);
    const std::size_t at = said.find("edit ");
    return at == std::string::npos ? said : said.substr(at + 5, 8);
  }

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

TEST_F(Undo, WhoTellsAgentsAndNeverGuesses) {
  put(ada, kFile,
      text({
          {2, "ada\nada too\n"}
  }));
  put(bob, kFile,
      text({
          {2, "ada\nada too\n"},
          {8, "bob\n"         }
  }));
  EXPECT_THAT(who(kFile), testing::MatchesRegex("1  not on record\n"
                                                "2-3  claude-1  .* ago  edit [0-9a-f]*\n"
                                                "4-8  not on record\n"
                                                "9  claude-2  .* ago  edit [0-9a-f]*\n"
                                                "10-11  not on record\n"));
  scene.dir().write(std::string("repo/") + kFile,
                    text({
                        {2, "ada\nada too\n"},
                        {5, "by hand\n"     },
                        {8, "bob\n"         }
  }));
  EXPECT_EQ(who("src/a.txt:6"), "6  outside: no hook saw it\n");
  EXPECT_THAT(who("src/a.txt:9"), HasSubstr("9  claude-2"));
  put(ada, kFile, "new first\n" + now());
  EXPECT_THAT(who("src/a.txt:1"), HasSubstr("1  claude-1"));
  EXPECT_EQ(who("src/a.txt:7"), "7  outside: no hook saw it\n");
  EXPECT_THAT(who("src/a.txt:10 --json"), HasSubstr("\"by\":\"claude-2\""));
  EXPECT_THAT(who("src/a.txt:99 2>&1"), HasSubstr("fewer lines"));
  EXPECT_THAT(who("none.txt 2>&1"), HasSubstr("no such file"));
}

TEST_F(Undo, TakesBackOneEditAndKeepsWhatCameLater) {
  put(ada, kFile,
      text({
          {2, "ada\nmore of ada\n"}
  }));
  put(bob, kFile,
      text({
          {2, "ada\nmore of ada\n"},
          {7, "bob\n"             }
  }));
  ASSERT_EQ(undo(ada), 0);
  EXPECT_EQ(now(), text({
                       {7, "bob\n"}
  }));
  ASSERT_EQ(undo(ada), 0);  // taken back in its turn
  EXPECT_EQ(now(), text({
                       {2, "ada\nmore of ada\n"},
                       {7, "bob\n"             }
  }));
}

TEST_F(Undo, AnEditIsNamedByItsId) {
  put(ada, kFile,
      text({
          {2, "one\n"}
  }));
  put(ada, kFile,
      text({
          {2, "one\n"},
          {6, "two\n"}
  }));
  put(ada, kFile,
      text({
          {2,  "one\n"},
          {6,  "two\n"},
          {10, "three"}
  }));
  ASSERT_EQ(undo(bob, edit_at("src/a.txt:6")), 0);
  EXPECT_EQ(now(), text({
                       {2,  "one\n"},
                       {10, "three"}
  }));
  EXPECT_EQ(undo(bob, "ffffffff"), 1);
}

TEST_F(Undo, AConflictIsShownAndNothingIsHalfDone) {
  put(ada, "src/new.txt", "by ada\n");
  put(ada, kFile,
      text({
          {5, "ada\n"}
  }));
  put(bob, kFile,
      text({
          {5, "bob\n"}
  }));
  EXPECT_EQ(undo(ada, "--agent claude-1"), 1);
  EXPECT_EQ(now(), text({
                       {5, "bob\n"}
  }));
  EXPECT_EQ(now("src/new.txt"), "by ada\n");
  EXPECT_THAT(sh(support::built("flockgate") + " undo --agent claude-1"),
              testing::AllOf(HasSubstr("conflict in src/a.txt"), HasSubstr("<<<<<<< now\nbob"),
                             HasSubstr("line 5\n>>>>>>> before the edit")));
}

TEST_F(Undo, AllEditsOfAnAgentThatNoCommitHolds) {
  put(ada, kFile,
      text({
          {1, "committed\n"}
  }));
  ASSERT_EQ(ada.run("git commit -qm x -- src/a.txt"), "allow");
  put(ada, kFile,
      text({
          {1, "committed\n"},
          {3, "ada\n"      }
  }));
  put(bob, kFile,
      text({
          {1, "committed\n"},
          {3, "ada\n"      },
          {9, "bob\n"      }
  }));
  put(ada, "src/made.txt", "by ada\n");
  ASSERT_EQ(ada.run("rm README.md"), "allow");
  ASSERT_EQ(undo(bob, "--agent claude-1"), 0);
  EXPECT_EQ(now(), text({
                       {1, "committed\n"},
                       {9, "bob\n"      }
  }));
  EXPECT_FALSE(scene.dir().has("repo/src/made.txt"));
  EXPECT_EQ(now("README.md"), "hello\n");
}

TEST_F(Undo, WhatStoodThereIsKept) {
  put(ada, kFile,
      text({
          {2, "ada\n"}
  }));
  ASSERT_EQ(undo(ada), 0);
  ASSERT_EQ(ada.run(support::built("flockgate") + " restore"), "allow");
  EXPECT_EQ(now(), text({
                       {2, "ada\n"}
  }));
}

TEST_F(Undo, BytesStayAsTheyAre) {
  const std::string odd = "a\r\nb\r\n" + std::string(3, '\0') + "\nend without a line end";
  put(ada, "src/odd.txt", odd);
  put(ada, "src/odd.txt", "x\n");
  ASSERT_EQ(undo(ada), 0);
  EXPECT_EQ(now("src/odd.txt"), odd);
  ASSERT_EQ(::chmod((scene.dir() / "repo/src/odd.txt").c_str(), 0700), 0);
  put(ada, "src/odd.txt", "y\n");
  ASSERT_EQ(undo(ada), 0);
  EXPECT_EQ(sh("stat -c %a src/odd.txt"), "700\n");
}

TEST_F(Undo, AllOfATask) {
  put(ada, kFile,
      text({
          {2, "ada\n"}
  }));
  put(bob, kFile,
      text({
          {2, "ada\n"},
          {9, "bob\n"}
  }));
  EXPECT_EQ(undo(bob, "--task nothing"), 1);
  EXPECT_EQ(now(), text({
                       {2, "ada\n"},
                       {9, "bob\n"}
  }));
  sh("CLAUDE_CODE_SESSION_ID=ada " + support::built("flockgate") + " join --task 'the parser'");
  put(ada, "src/made.txt", "by ada\n");
  ASSERT_EQ(undo(bob, "--task 'the parser'"), 0);
  EXPECT_EQ(now(), text({
                       {9, "bob\n"}
  }));
  EXPECT_FALSE(scene.dir().has("repo/src/made.txt"));
}

TEST_F(Undo, WhatWasCommittedInPartsStays) {
  put(ada, kFile,
      text({
          {2, "ada\n"}
  }));
  put(bob, kFile,
      text({
          {2, "ada\n"},
          {9, "bob\n"}
  }));
  ASSERT_EQ(ada.run(support::built("flockgate") + " commit -m ada"), "allow");
  ASSERT_EQ(ada.exit_code(), 0);
  put(ada, kFile,
      text({
          {2, "ada\n"      },
          {5, "ada again\n"},
          {9, "bob\n"      }
  }));
  ASSERT_EQ(undo(bob, "--agent claude-1"), 0);
  EXPECT_EQ(now(), text({
                       {2, "ada\n"},
                       {9, "bob\n"}
  }));
}

TEST_F(Undo, TheRecordIsReadFurtherBackThanItsLastPart) {
  put(ada, kFile,
      text({
          {2, "ada\n"}
  }));
  const std::string journal =
      support::built("flockgate") + " journal append note \"$(cat ../long)\"";
  scene.dir().write("long", "\"" + std::string(3'500, 'x') + "\"");
  sh("for i in $(seq 320); do " + journal + " || exit 1; done > ../said 2>&1");
  EXPECT_THAT(who("src/a.txt:2"), HasSubstr("claude-1"));
  sh(support::built("flockgate") + " journal compact");
  EXPECT_THAT(who("src/a.txt:2"), HasSubstr("claude-1"));
  ASSERT_EQ(undo(bob, "--agent claude-1"), 0);
  EXPECT_EQ(now(), text());
}

}  // namespace
