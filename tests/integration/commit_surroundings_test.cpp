// `flockgate commit` is git's own commit: it signs, asks the repository's hooks and is by whom git
// says, for whole files as for lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/ten_lines.h"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Whole files: ada is alone in hers. Lines: bob is in it, too.
enum class Way { files, lines };

class CommitAsGit : public support::TenLines, public testing::WithParamInterface<Way> {
 protected:
  void SetUp() override {
    TenLines::SetUp();
    if (GetParam() == Way::lines) return both_write();
    put(ada, text({
                 {2, "ada"}
    }));
    put(ada, "new\n", "src/new.txt");
  }
  void hook(const std::string& name, const std::string& script) {
    scene.dir().write("repo/.git/hooks/" + name, "#!/bin/sh\n" + script + "\n");
    ASSERT_EQ(::chmod(scene.in_repo(".git/hooks/" + name).c_str(), 0755), 0);
  }
  // With nothing of who commits in its environment, and `variables`.
  std::string commit(std::vector<std::string> variables = {}) const {
    variables.insert(variables.end(), {"HOME=" + scene.home(), "PATH=/usr/bin:/bin"});
    const support::Ended ended = support::run({
        .argv = {support::built("flockgate"), "commit", "--agent", "claude-1", "-m", "work"},
        .cwd = scene.repo(),
        .env = variables
    });
    return ended.out + ended.err;
  }
  // Everything a commit could have changed.
  std::string standing() const {
    return sh(
        "git rev-parse HEAD; git diff --cached; git status --porcelain; cat src/*; ls .git | "
        "grep -E 'flockgate-|index.lock'");
  }
};

TEST_P(CommitAsGit, SignsWhatTheRepositoryHasSigned) {
  sh("ssh-keygen -q -t ed25519 -N '' -f ../key");
  if (!scene.dir().has("key.pub")) GTEST_SKIP() << "ssh-keygen makes no key here";
  sh("git config gpg.format ssh; git config commit.gpgsign true; git config user.name ada;"
     "git config user.email ada@example.invalid; git config user.signingkey \"$PWD/../key.pub\";"
     "git config gpg.ssh.allowedSignersFile \"$PWD/../signers\";"
     "echo \"ada@example.invalid $(cat ../key.pub)\" > ../signers");
  EXPECT_THAT(commit(), HasSubstr("committed"));
  EXPECT_THAT(
      sh("git verify-commit HEAD 2>&1; echo code $?"),
      AllOf(HasSubstr("Good \"git\" signature for ada@example.invalid"), HasSubstr("code 0")));
  EXPECT_THAT(sh("git log -1 --show-signature 2>&1"), HasSubstr("Good \"git\" signature"));
  EXPECT_EQ(sh("git log -1 --format='%(trailers:only)'"), "Flockgate-Agent: claude-1\n\n");
}

TEST_P(CommitAsGit, WhatCannotBeSignedIsNotCommitted) {
  sh("git config gpg.format ssh; git config commit.gpgsign true; git config user.name ada;"
     "git config user.email ada@example.invalid; git config user.signingkey /none/key.pub");
  const std::string before = standing();
  EXPECT_THAT(commit(), AllOf(HasSubstr("git did not commit"), HasSubstr("/none/key.pub")));
  EXPECT_EQ(standing(), before);
}

TEST_P(CommitAsGit, AllHooksAreAskedInTheirOrder) {
  hook("pre-commit", "echo pre-commit >> ../asked");
  hook("prepare-commit-msg", "echo prepare $2 >> ../asked; echo 'prepared' >> \"$1\"");
  hook("commit-msg", "echo commit-msg >> ../asked; echo 'Checked: yes' >> \"$1\"");
  hook("post-commit", "git log -1 --format='post-commit %s' >> ../asked");
  EXPECT_THAT(commit({"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.invalid",
                      "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.invalid"}),
              HasSubstr("committed"));
  EXPECT_EQ(scene.dir().read("asked"),
            "pre-commit\nprepare message\ncommit-msg\npost-commit work\n");
  EXPECT_THAT(sh("git log -1 --format=%B"), AllOf(HasSubstr("prepared"), HasSubstr("Checked: yes"),
                                                  HasSubstr("Flockgate-Agent: claude-1")));
}

TEST_P(CommitAsGit, AHookThatFailsChangesNothingAndIsHeard) {
  const std::string before = standing();
  for (const char* name : {"pre-commit", "prepare-commit-msg", "commit-msg"}) {
    hook(name, std::string("echo no ") + name + " today >&2; exit 1");
    EXPECT_THAT(
        commit({"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.invalid", "GIT_COMMITTER_NAME=a",
                "GIT_COMMITTER_EMAIL=a@example.invalid"}),
        AllOf(HasSubstr("git did not commit"), HasSubstr(std::string("no ") + name + " today")));
    EXPECT_EQ(standing(), before);
    sh(std::string("rm .git/hooks/") + name);
  }
}

TEST_P(CommitAsGit, AFailureBehindTheCommitLeavesItStanding) {
  hook("post-commit", "echo too late >&2; exit 1");
  sh("git config user.name ada; git config user.email ada@example.invalid");
  EXPECT_THAT(commit(), AllOf(HasSubstr("committed"), Not(HasSubstr("did not"))));
  EXPECT_EQ(sh("git log -1 --format=%s; git diff --cached"), "work\n");
}

// What such a hook adds belongs to the commit, and the real index says so.
TEST_P(CommitAsGit, AHookMayAddToTheCommit) {
  hook("pre-commit", "echo formatted > made.txt && git add made.txt");
  sh("git config user.name ada; git config user.email ada@example.invalid");
  EXPECT_THAT(commit(), HasSubstr("committed"));
  EXPECT_EQ(sh("git show HEAD:made.txt; git diff --cached; git status --porcelain made.txt"),
            "formatted\n");
}

TEST_P(CommitAsGit, IsByWhomTheRepositoryOrTheEnvironmentSays) {
  sh("git config user.name 'of the repository'; git config user.email r@example.invalid");
  EXPECT_THAT(commit({"GIT_AUTHOR_NAME=of the environment", "GIT_AUTHOR_DATE=1700000000 +0100",
                      "GIT_COMMITTER_EMAIL=c@example.invalid"}),
              HasSubstr("committed"));
  EXPECT_EQ(sh("git log -1 --format='%an|%ae|%at|%cn|%ce'"),
            "of the environment|r@example.invalid|1700000000|of the repository|"
            "c@example.invalid\n");
}

TEST_P(CommitAsGit, WithoutAnybodyGitsOwnWordsAreHeard) {
  sh("git config user.useConfigOnly true");
  const std::string before = standing();
  EXPECT_THAT(commit(), AllOf(HasSubstr("git did not commit"), HasSubstr("user.email")));
  EXPECT_EQ(standing(), before);
}

INSTANTIATE_TEST_SUITE_P(Ways, CommitAsGit, testing::Values(Way::files, Way::lines),
                         [](const auto& param) {
                           return param.param == Way::files ? "Files" : "Lines";
                         });

}  // namespace
