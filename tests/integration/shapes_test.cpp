// Repositories of other shapes than `git init` makes: the same promises, line by line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/ten_lines.h"

namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Shape {
  const char* name;
  const char* make;   // in the repository of one commit
  const char* shows;  // says "yes" where it took
};

constexpr auto kShapes = std::to_array<Shape>({
    {"Sha256",
     "rm -rf .git && git init -q -b main --object-format=sha256 && git add -f . && "
     "git commit -qm start",                                                               "test $(git rev-parse HEAD | wc -c) = 65 && echo yes"},
    {"SplitIndex",      "git config core.splitIndex true; git update-index --split-index",
     "ls .git | grep -q sharedindex && echo yes"                                                                                                },
    {"IndexOfVersion4", "git config index.version 4; git update-index --index-version 4",
     "test $(od -An -tu1 -j7 -N1 .git/index) = 4 && echo yes"                                                                                   },
    {"NamedWorkTree",   "git config core.worktree \"$PWD\"",
     "git config core.worktree > /dev/null && echo yes"                                                                                         },
    {"PackedRefs",      "git pack-refs --all && git gc -q",                                "test -s .git/packed-refs && echo yes"               },
    {"FolderElsewhere", "git init -q --separate-git-dir ../elsewhere .",
     "test -f .git && echo yes"                                                                                                                 },
});

class Shapes : public support::TenLines, public testing::WithParamInterface<Shape> {
 protected:
  void SetUp() override {
    sh(GetParam().make);
    TenLines::SetUp();
    ASSERT_EQ(sh(GetParam().shows), "yes\n");
  }
  void expect_true_index() const {
    EXPECT_EQ(sh("git status --porcelain; git diff --cached --name-only"), "");
    EXPECT_EQ(sh("git fsck --connectivity-only > /dev/null 2>&1 && echo sound"), "sound\n");
    EXPECT_EQ(sh("ls $(git rev-parse --git-dir) | grep -E 'flockgate-|index.lock'"), "");
  }
};

TEST_P(Shapes, CommitsAreByLines) {
  both_write();
  EXPECT_THAT(said_by(ada, "commit -m ada"), HasSubstr("committed your lines of src/a.txt"));
  EXPECT_EQ(sh("git show HEAD:src/a.txt | sed -n '2p;5p;8p'"), "ada\nline 5\nada too\n");
  EXPECT_EQ(sh("git diff --cached --name-only"), "");
  EXPECT_EQ(said_by(bob, "commit -m bob"), "committed src/a.txt\n");
  EXPECT_EQ(sh("git show HEAD:src/a.txt | sed -n '2p;5p;8p'"), "ada\nbob\nada too\n");
  expect_true_index();
}

TEST_P(Shapes, WhatOthersStagedStaysStaged) {
  both_write();
  put(bob, "bob\n", "src/b.txt");
  ASSERT_EQ(bob.run("git add src/b.txt"), "allow");
  said_by(ada, "commit -m ada");
  EXPECT_EQ(sh("git diff --cached --name-only"), "src/b.txt\n");
}

TEST_P(Shapes, PlainGitIsJudged) {
  both_write();
  put(bob, "bob\n", "src/b.txt");
  EXPECT_EQ(ada.run("git reset -q --hard"), "deny");
  EXPECT_THAT(ada.answer(), HasSubstr("[branch.blast]"));
  EXPECT_EQ(ada.run("git add -A"), "deny");
  EXPECT_EQ(ada.run("git switch -qc other"), "deny");
  EXPECT_EQ(bob.run("git add src/b.txt && git commit -qm b -- src/b.txt"), "allow");
  EXPECT_EQ(bob.exit_code(), 0);
  put(bob, "more\n", "src/b.txt");
  EXPECT_EQ(bob.run("git checkout -q -- src/b.txt"), "allow");
  EXPECT_EQ(now("src/b.txt"), "bob\n");
  ASSERT_EQ(bob.run(support::built("flockgate") + " restore"), "allow");
  EXPECT_EQ(now("src/b.txt"), "more\n");
}

TEST_P(Shapes, ShelvesAndUndoKeepWhatOthersDid) {
  both_write();
  const std::string all = now();
  EXPECT_THAT(said_by(ada, "shelve aside"), HasSubstr("src/a.txt"));
  EXPECT_EQ(now(), text({
                       {5, "bob"}
  }));
  EXPECT_THAT(said_by(ada, "shelve pop aside"), HasSubstr("src/a.txt"));
  EXPECT_EQ(now(), all);
  EXPECT_THAT(sh(support::built("flockgate") + " who src/a.txt:5"), HasSubstr("claude-2"));
  EXPECT_THAT(said_by(bob, "undo --agent claude-2"), HasSubstr("undone"));
  EXPECT_EQ(now(), text({
                       {2, "ada"    },
                       {8, "ada too"}
  }));
}

INSTANTIATE_TEST_SUITE_P(Odd, Shapes, testing::ValuesIn(kShapes),
                         [](const auto& shape) { return shape.param.name; });

// In .git/config a mirror needs no word in the command to reach the refs of others.
class Mirror : public support::TenLines {
 protected:
  void SetUp() override {
    TenLines::SetUp();
    sh("git init -q --bare ../there && git remote add there ../there && git push -q there main");
    put(ada, text({
                 {2, "ada"}
    }));
    ASSERT_EQ(ada.run("git checkout -q -- src/a.txt"), "allow");  // a snapshot
    ASSERT_NE(sh("git for-each-ref refs/flockgate/"), "");
  }
};

TEST_F(Mirror, AFetchThatWouldPruneOurRefsIsStopped) {
  sh("git config remote.there.fetch '+refs/*:refs/*'");
  for (const char* command :
       {"git fetch --prune there", "git fetch -p", "git remote update --prune",
        "git pull --prune there", "git remote prune there"}) {
    EXPECT_EQ(ada.run(command), "deny") << command;
    EXPECT_THAT(ada.answer(), HasSubstr("[self.refs]")) << command;
  }
  EXPECT_NE(sh("git for-each-ref refs/flockgate/"), "");
}

TEST_F(Mirror, APushThatWouldCarryOurRefsIsStopped) {
  sh("git config remote.there.mirror true");
  EXPECT_EQ(ada.run("git push there"), "deny");
  EXPECT_THAT(ada.answer(), HasSubstr("[self.refs]"));
  sh("git config --unset remote.there.mirror; git config remote.there.push 'refs/*:refs/*'");
  EXPECT_EQ(ada.run("git push there"), "deny");
  EXPECT_EQ(sh("git -C ../there for-each-ref refs/flockgate/"), "");
}

TEST_F(Mirror, OneThatLeavesOurRefsOutGoesOn) {
  sh("git config remote.there.fetch '+refs/*:refs/*';"
     "git config --add remote.there.fetch '^refs/flockgate/*';"
     "git config --add remote.there.fetch '^refs/heads/main'");
  EXPECT_EQ(ada.run("git fetch -q --prune there"), "allow") << ada.answer();
  EXPECT_EQ(ada.exit_code(), 0);
  EXPECT_NE(sh("git for-each-ref refs/flockgate/"), "");
  sh("git config remote.there.push 'refs/*:refs/*';"
     "git config --add remote.there.push '^refs/flockgate/*'");
  EXPECT_EQ(ada.run("git push -q there"), "allow") << ada.answer();
  EXPECT_EQ(sh("git -C ../there for-each-ref refs/flockgate/"), "");
  sh("git config remote.there.mirror true");  // which git heeds more than refspecs
  EXPECT_EQ(ada.run("git push -q there"), "deny");
}

TEST_F(Mirror, UsualRefspecsAreNobodysMatter) {
  sh("git config remote.there.fetch '+refs/heads/*:refs/remotes/there/*'");
  for (const char* command :
       {"git fetch there", "git fetch --prune there", "git push there main", "git remote update"}) {
    EXPECT_EQ(ada.run(command), "allow") << command << ada.answer();
  }
}

}  // namespace
