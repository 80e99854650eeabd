// `flockgate commit` where several agents are in one file: each commit holds its author's lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/ten_lines.h"

namespace {

using support::Agent;
using testing::AllOf;
using testing::HasSubstr;

class CommitLines : public support::TenLines {
 protected:
  std::string commit(Agent& agent, const std::string& words) {
    return said_by(agent, "commit " + words);
  }
  std::string changed_lines() const {
    return sh(R"(git show --format= -U0 | grep -E '^[-+]' | grep -vE '^(---|\+\+\+)')");
  }
};

TEST_F(CommitLines, InterleavedHunksEachToItsAuthor) {
  both_write();
  EXPECT_EQ(commit(ada, "-m ada"),
            "committed your lines of src/a.txt\nleft out: src/a.txt, line 5: claude-2 wrote it\n");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n-line 8\n+ada too\n");
  EXPECT_EQ(sh("git diff --cached"), "");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), text({
                                                    {2, "ada"    },
                                                    {5, "bob"    },
                                                    {8, "ada too"}
  }));
  EXPECT_EQ(commit(bob, "-m bob"), "committed src/a.txt\n");
  EXPECT_EQ(changed_lines(), "-line 5\n+bob\n");
  expect_clean();
}

TEST_F(CommitLines, InEitherOrderAndOverAndOver) {
  both_write();
  commit(bob, "-m bob");
  EXPECT_EQ(changed_lines(), "-line 5\n+bob\n");
  put(bob, text({
               {1, "bob"    },
               {2, "ada"    },
               {5, "bob"    },
               {8, "ada too"}
  }));
  commit(bob, "-m bob");
  EXPECT_EQ(changed_lines(), "-line 1\n+bob\n");
  commit(ada, "-m ada");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n-line 8\n+ada too\n");
  expect_clean();
}

TEST_F(CommitLines, ANamedFileIsNoOtherCase) {
  both_write();
  EXPECT_THAT(commit(ada, "-m ada -- src/a.txt"), HasSubstr("left out"));
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n-line 8\n+ada too\n");
  EXPECT_THAT(commit(ada, "-m again -- src/a.txt"), HasSubstr("the work of claude-2"));
}

TEST_F(CommitLines, GitTakesNoLinesOfAnotherAlong) {
  both_write();
  for (const char* command : {"git add -A", "git commit -qam bob", "git add src/a.txt",
                              "git commit -qm bob -- src/a.txt"}) {
    EXPECT_THAT(bob.shell(command).out,
                AllOf(HasSubstr("[branch.sweep]"), HasSubstr("flockgate commit -m MESSAGE")))
        << command;
    bob.stop();
  }
  commit(ada, "-m ada");
  EXPECT_EQ(bob.run("git add src/a.txt && git commit -qm bob"), "allow");
  EXPECT_EQ(changed_lines(), "-line 5\n+bob\n");
  expect_clean();
}

TEST_F(CommitLines, WhatIsCommittedInPartsIsAtStakeNoLonger) {
  both_write();
  EXPECT_THAT(bob.shell("git checkout -- src/a.txt").out, HasSubstr("[branch.blast]"));
  bob.stop();
  commit(ada, "-m ada");
  bob.read(kFile);
  EXPECT_EQ(bob.run("git checkout -- src/a.txt"), "allow") << bob.answer();
}

TEST_F(CommitLines, WhatOthersStagedStaysStaged) {
  both_write();
  put(bob, "bob\n", "src/b.txt");
  sh("git add src/b.txt src/a.txt");
  commit(ada, "-m ada");
  EXPECT_EQ(sh("git diff --cached --name-only"), "src/b.txt\n");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n-line 8\n+ada too\n");
}

TEST_F(CommitLines, WhatNoHookSawStaysBehindAndIsTold) {
  put(ada, text({
               {2, "ada"}
  }));
  scene.dir().write(std::string("repo/") + kFile, text({
                                                      {2, "ada"    },
                                                      {6, "by hand"}
  }));
  EXPECT_EQ(commit(ada, "-m ada"),
            "committed your lines of src/a.txt\n"
            "left out: src/a.txt, line 6: no hook saw it written\n"
            "are they yours? git commit -m MESSAGE -- src/a.txt\n");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n");
  EXPECT_THAT(commit(ada, "-m again"), HasSubstr("no change here is the work of claude-1"));
  ASSERT_EQ(ada.run("git commit -qm rest -- src/a.txt"), "allow");
  expect_clean();
}

// A formatter in an editor runs when a command has written the file, not when the next call begins.
TEST_F(CommitLines, WhatACommandWroteIsToldFromWhatNoHookSawThen) {
  ASSERT_EQ(ada.run("sed -i '2s/.*/ada/' src/a.txt"), "allow");
  scene.dir().write(std::string("repo/") + kFile, text({
                                                      {2, "ada"    },
                                                      {3, "by hand"}
  }));
  EXPECT_THAT(said_by(ada, "who src/a.txt"),
              AllOf(HasSubstr("2  claude-1"), HasSubstr("3  outside: no hook saw it")));
  EXPECT_EQ(commit(ada, "-m ada"),
            "committed your lines of src/a.txt\n"
            "left out: src/a.txt, line 3: no hook saw it written\n"
            "are they yours? git commit -m MESSAGE -- src/a.txt\n");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n");
}

TEST_F(CommitLines, WhatARuleKeepsFromBeingReadIsNotKeptWhenACommandWroteIt) {
  scene.dir().write("repo/.flockgate/policy.json", R"({"version":1,"rules":[{
      "id":"team.diary","category":"security","stage":"enforce","tier":"block","on":["read"],
      "paths":["diary.txt"],"adr":"ADR-0006","why":"private","instead":"ask its author"}]})");
  for (const std::string text : {"first", "second"}) {
    ASSERT_EQ(ada.run("echo dear " + text + " > diary.txt; echo " + text + " > src/b.txt"),
              "allow");
    ASSERT_EQ(now("diary.txt"), "dear " + text + "\n");
  }
  EXPECT_EQ(sh("cat .git/flockgate/blobs/* | sort"), "first\nsecond\n");
}

TEST_F(CommitLines, WhatAPartLeavesIsWorkOfTheOthersOnly) {
  both_write();
  commit(ada, "-m ada");
  EXPECT_EQ(ada.run("git checkout -q -- src/a.txt"), "deny");
  bob.read(kFile);
  ASSERT_EQ(bob.run("git checkout -q -- src/a.txt"), "allow") << bob.answer();
  expect_clean();
}

TEST_F(CommitLines, NewFilesOfSeveral) {
  ASSERT_EQ(ada.write("src/new.txt", "ada\n").out, "");
  put(bob, "ada\nbob\n", "src/new.txt");
  EXPECT_THAT(commit(bob, "-m bob"), HasSubstr("your lines of src/new.txt"));
  EXPECT_EQ(sh("git show HEAD:src/new.txt"), "bob\n");
  commit(ada, "-m ada");
  EXPECT_EQ(sh("git show HEAD:src/new.txt"), "ada\nbob\n");
  expect_clean();
}

TEST_F(CommitLines, AFileThatIsGoneIsGoneAsAWhole) {
  commit(ada, "-m nothing");
  both_write();
  commit(ada, "-m ada");
  commit(bob, "-m bob");
  ASSERT_EQ(ada.run("mv src/a.txt 'src/b c.txt'"), "allow");
  EXPECT_EQ(commit(ada, "-m moved"), "committed src/a.txt\ncommitted src/b c.txt\n");
  EXPECT_EQ(sh("git show --format= --name-status -M"), "R100\tsrc/a.txt\tsrc/b c.txt\n");
  expect_clean();
}

TEST_F(CommitLines, LineEndsOfTheOtherKind) {
  sh("echo '*.txt text' > .gitattributes && git add . && git commit -qm attributes");
  scene.dir().write(std::string("repo/") + kFile, text({}, "\r\n"));
  put(ada, text(
               {
                   {2, "ada"}
  },
               "\r\n"));
  put(bob, text(
               {
                   {2, "ada"},
                   {5, "bob"}
  },
               "\r\n"));
  commit(ada, "-m ada");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n");
  commit(bob, "-m bob");
  EXPECT_EQ(changed_lines(), "-line 5\n+bob\n");
  expect_clean();
}

TEST_F(CommitLines, CarriageReturnsAreBytesWhereGitTakesThemSo) {
  put(ada, text({
               {2, "ada\r"}
  }));
  put(bob, text({
               {2,  "ada\r" },
               {10, "no end"}
  }));
  commit(ada, "-m ada");
  EXPECT_EQ(sh("git show HEAD:src/a.txt | od -c | grep -c '\\\\r'"), "1\n");
  commit(bob, "-m bob");
  expect_clean();
}

TEST_F(CommitLines, AMissingLastNewline) {
  std::string open = text({
      {2, "ada"}
  });
  open.pop_back();
  put(ada, open);
  put(bob, text({
               {2, "ada"},
               {5, "bob"}
  }) +
               "bob without an end");
  commit(ada, "-m ada");
  EXPECT_EQ(sh("git show HEAD:src/a.txt | tail -n 1"), "line 10\n");
  commit(bob, "-m bob");
  expect_clean();
}

TEST_F(CommitLines, AModeGoesWithTheLastOfIt) {
  both_write();
  ASSERT_EQ(::chmod(scene.in_repo(kFile).c_str(), 0755), 0);
  commit(ada, "-m ada");
  EXPECT_THAT(sh("git ls-tree HEAD src/a.txt"), testing::StartsWith("100644"));
  commit(bob, "-m bob");
  EXPECT_THAT(sh("git ls-tree HEAD src/a.txt"), testing::StartsWith("100755"));
  expect_clean();
}

TEST_F(CommitLines, BinaryFilesOfTwoAreNobodysAlone) {
  const std::string bytes("a\0b\n", 4);
  put(ada, bytes, "src/bin");
  commit(ada, "-m bin");
  put(ada, bytes + "ada", "src/bin");
  put(bob, bytes + "ada and bob", "src/bin");
  EXPECT_THAT(commit(ada, "-m x -- src/bin"), HasSubstr("it is no text, and claude-2 edited it"));
}

TEST_F(CommitLines, FiltersOfGitAreNotGuessed) {
  sh("echo '*.txt filter=up' > .gitattributes && git config filter.up.clean 'tr a-z A-Z' && "
     "git config filter.up.smudge cat && git add . && git commit -qm filter");
  both_write();
  EXPECT_THAT(commit(ada, "-m ada"), HasSubstr("a filter of git stands between"));
}

TEST_F(CommitLines, HooksOfTheRepositorySeeWhatIsCommitted) {
  scene.dir().write("repo/.git/hooks/pre-commit",
                    "#!/bin/sh\ngit diff --cached -U0 | grep '^+' > ../seen\n"
                    "test ! -e ../stop && git rev-parse --show-toplevel >> ../seen\n");
  sh("chmod +x .git/hooks/pre-commit");
  both_write();
  sh("touch ../stop");
  EXPECT_THAT(commit(ada, "-m ada"), HasSubstr("git did not commit"));
  EXPECT_EQ(sh("git log --format=%s -1"), "ten\n");
  EXPECT_EQ(sh("git diff --cached; ls .git | grep -E 'flockgate-|index.lock'"), "");
  sh("rm ../stop");
  commit(ada, "-m ada");
  EXPECT_EQ(scene.dir().read("seen"), "+++ b/src/a.txt\n+ada\n+ada too\n" + scene.repo() + "\n");
}

TEST_F(CommitLines, AnotherGitIsWaitedForAndAMergeIsNotTorn) {
  both_write();
  sh("touch .git/MERGE_HEAD");
  EXPECT_THAT(commit(ada, "-m ada"), HasSubstr("a merge or the like is under way"));
  sh("rm .git/MERGE_HEAD; touch .git/index.lock; (sleep 1; rm .git/index.lock) &");
  EXPECT_THAT(commit(ada, "-m ada"), HasSubstr("committed your lines"));
}

TEST_F(CommitLines, InALinkedTree) {
  sh("git worktree add -q ../linked");
  Agent cyd(scene, "cyd", scene.dir() / "linked");
  Agent dan(scene, "dan", scene.dir() / "linked");
  ASSERT_EQ(cyd.write("../linked/src/a.txt", text({
                                                 {2, "cyd"}
  }))
                .out.find("deny"),
            std::string::npos);
  dan.read("../linked/src/a.txt");
  ASSERT_EQ(dan.write("../linked/src/a.txt", text({
                                                 {2, "cyd"},
                                                 {5, "dan"}
  }))
                .out.find("deny"),
            std::string::npos);
  commit(cyd, "-m cyd");
  EXPECT_EQ(sh("git -C ../linked show --format=%s -U0 | grep -E '^(cyd|[-+][a-z])'"),
            "cyd\n-line 2\n+cyd\n");
  EXPECT_EQ(sh("git status --porcelain"), "");
}

TEST_F(CommitLines, OddNames) {
  const std::string odd = "src/a \"b\"\n\tc.txt";
  scene.dir().write("repo/" + odd, text());
  sh("git add . && git commit -qm odd");
  put(ada,
      text({
          {2, "ada"}
  }),
      odd);
  put(bob,
      text({
          {2, "ada"},
          {5, "bob"}
  }),
      odd);
  commit(ada, "-m ada");
  EXPECT_EQ(changed_lines(), "-line 2\n+ada\n");
  commit(bob, "-m bob");
  expect_clean();
}

}  // namespace
