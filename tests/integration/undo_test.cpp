// Who wrote which line, and taking edits back, through the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/ten_lines.h"

namespace {

using support::Agent;
using testing::HasSubstr;

class Undo : public support::TenLines {
 protected:
  std::string who(const std::string& words) const {
    return sh(support::built("flockgate") + " who " + words);
  }
  // In a call of the agent's own; the exit code.
  int undo(Agent& agent, const std::string& words = {}) {
    EXPECT_EQ(agent.run(support::built("flockgate") + " undo " + words), "allow");
    return agent.exit_code();
  }
  // The id of the edit that wrote this line.
  std::string edit_at(const std::string& target) const {
    const std::string said = who(target);
    const std::size_t at = said.find("edit ");
    return at == std::string::npos ? said : said.substr(at + 5, 8);
  }
};

TEST_F(Undo, WhoTellsAgentsAndNeverGuesses) {
  put(ada, text({
               {2, "ada\nada too"}
  }));
  put(bob, text({
               {2, "ada\nada too"},
               {8, "bob"         }
  }));
  EXPECT_THAT(who(kFile), testing::MatchesRegex("1  not on record\n"
                                                "2-3  claude-1  .* ago  edit [0-9a-f]*\n"
                                                "4-8  not on record\n"
                                                "9  claude-2  .* ago  edit [0-9a-f]*\n"
                                                "10-11  not on record\n"));
  scene.dir().write(std::string("repo/") + kFile,
                    text({
                        {2, "ada\nada too"},
                        {5, "by hand"     },
                        {8, "bob"         }
  }));
  EXPECT_EQ(who("src/a.txt:6"), "6  outside: no hook saw it\n");
  EXPECT_THAT(who("src/a.txt:9"), HasSubstr("9  claude-2"));
  put(ada, "new first\n" + now());
  EXPECT_THAT(who("src/a.txt:1"), HasSubstr("1  claude-1"));
  EXPECT_EQ(who("src/a.txt:7"), "7  outside: no hook saw it\n");
  EXPECT_THAT(who("src/a.txt:10 --json"), HasSubstr("\"by\":\"claude-2\""));
  EXPECT_THAT(who("src/a.txt:99 2>&1"), HasSubstr("fewer lines"));
  EXPECT_THAT(who("none.txt 2>&1"), HasSubstr("no such file"));
}

TEST_F(Undo, TakesBackOneEditAndKeepsWhatCameLater) {
  put(ada, text({
               {2, "ada\nmore of ada"}
  }));
  put(bob, text({
               {2, "ada\nmore of ada"},
               {7, "bob"             }
  }));
  ASSERT_EQ(undo(ada), 0);
  EXPECT_EQ(now(), text({
                       {7, "bob"}
  }));
  ASSERT_EQ(undo(ada), 0);  // taken back in its turn
  EXPECT_EQ(now(), text({
                       {2, "ada\nmore of ada"},
                       {7, "bob"             }
  }));
}

TEST_F(Undo, AnEditIsNamedByItsId) {
  put(ada, text({
               {2, "one"}
  }));
  put(ada, text({
               {2, "one"},
               {6, "two"}
  }));
  const std::string three = text({
      {2,  "one"  },
      {6,  "two"  },
      {10, "three"}
  });
  put(ada, three.substr(0, three.size() - 1));
  ASSERT_EQ(undo(bob, edit_at("src/a.txt:6")), 0);
  EXPECT_EQ(now() + "\n", text({
                              {2,  "one"  },
                              {10, "three"}
  }));
  EXPECT_EQ(undo(bob, "ffffffff"), 1);
}

TEST_F(Undo, AConflictIsShownAndNothingIsHalfDone) {
  put(ada, "by ada\n", "src/new.txt");
  put(ada, text({
               {5, "ada"}
  }));
  put(bob, text({
               {5, "bob"}
  }));
  EXPECT_EQ(undo(ada, "--agent claude-1"), 1);
  EXPECT_EQ(now(), text({
                       {5, "bob"}
  }));
  EXPECT_EQ(now("src/new.txt"), "by ada\n");
  EXPECT_THAT(sh(support::built("flockgate") + " undo --agent claude-1"),
              testing::AllOf(HasSubstr("conflict in src/a.txt"), HasSubstr("<<<<<<< now\nbob"),
                             HasSubstr("line 5\n>>>>>>> before the edit")));
}

TEST_F(Undo, AllEditsOfAnAgentThatNoCommitHolds) {
  put(ada, text({
               {1, "committed"}
  }));
  ASSERT_EQ(ada.run("git commit -qm x -- src/a.txt"), "allow");
  put(ada, text({
               {1, "committed"},
               {3, "ada"      }
  }));
  put(bob, text({
               {1, "committed"},
               {3, "ada"      },
               {9, "bob"      }
  }));
  put(ada, "by ada\n", "src/made.txt");
  ASSERT_EQ(ada.run("rm README.md"), "allow");
  ASSERT_EQ(undo(bob, "--agent claude-1"), 0);
  EXPECT_EQ(now(), text({
                       {1, "committed"},
                       {9, "bob"      }
  }));
  EXPECT_FALSE(scene.dir().has("repo/src/made.txt"));
  EXPECT_EQ(now("README.md"), "hello\n");
}

TEST_F(Undo, WhatStoodThereIsKept) {
  put(ada, text({
               {2, "ada"}
  }));
  ASSERT_EQ(undo(ada), 0);
  ASSERT_EQ(ada.run(support::built("flockgate") + " restore"), "allow");
  EXPECT_EQ(now(), text({
                       {2, "ada"}
  }));
}

TEST_F(Undo, BytesStayAsTheyAre) {
  const std::string odd = "a\r\nb\r\n" + std::string(3, '\0') + "\nend without a line end";
  put(ada, odd, "src/odd.txt");
  put(ada, "x\n", "src/odd.txt");
  ASSERT_EQ(undo(ada), 0);
  EXPECT_EQ(now("src/odd.txt"), odd);
  ASSERT_EQ(::chmod((scene.dir() / "repo/src/odd.txt").c_str(), 0700), 0);
  put(ada, "y\n", "src/odd.txt");
  ASSERT_EQ(undo(ada), 0);
  EXPECT_EQ(sh("stat -c %a src/odd.txt"), "700\n");
}

TEST_F(Undo, AllOfATask) {
  put(ada, text({
               {2, "ada"}
  }));
  put(bob, text({
               {2, "ada"},
               {9, "bob"}
  }));
  EXPECT_EQ(undo(bob, "--task nothing"), 1);
  EXPECT_EQ(now(), text({
                       {2, "ada"},
                       {9, "bob"}
  }));
  sh("CLAUDE_CODE_SESSION_ID=ada " + support::built("flockgate") + " join --task 'the parser'");
  put(ada, "by ada\n", "src/made.txt");
  ASSERT_EQ(undo(bob, "--task 'the parser'"), 0);
  EXPECT_EQ(now(), text({
                       {9, "bob"}
  }));
  EXPECT_FALSE(scene.dir().has("repo/src/made.txt"));
}

TEST_F(Undo, WhatWasCommittedInPartsStays) {
  put(ada, text({
               {2, "ada"}
  }));
  put(bob, text({
               {2, "ada"},
               {9, "bob"}
  }));
  ASSERT_EQ(ada.run(support::built("flockgate") + " commit -m ada"), "allow");
  ASSERT_EQ(ada.exit_code(), 0);
  put(ada, text({
               {2, "ada"      },
               {5, "ada again"},
               {9, "bob"      }
  }));
  ASSERT_EQ(undo(bob, "--agent claude-1"), 0);
  EXPECT_EQ(now(), text({
                       {2, "ada"},
                       {9, "bob"}
  }));
}

TEST_F(Undo, TheRecordIsReadFurtherBackThanItsLastPart) {
  put(ada, text({
               {2, "ada"}
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
