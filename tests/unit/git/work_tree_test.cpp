#include "coord/git/work_tree.h"

#include <gtest/gtest.h>

#include "coord/base/hash.h"
#include "coord/git/difference.h"
#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

// A repository with odd names, made by git itself.
class WorkTreeTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_.write("a b.txt", "one\n");
    dir_.write("sub/c.txt", "one\n");
    git("git init -q -b main && git add . && git commit -qm one");
  }
  void git(const std::string& command) {
    const support::Ended ended = support::run_shell(dir_.path(), command);
    ASSERT_EQ(ended.code, 0) << ended.err;
  }
  GitSpot at(const std::string& folder = {}) {
    return {world_, dir_.path(), folder.empty() ? dir_.path() : dir_ / folder};
  }

  support::TempDir dir_;
  base::Env env_ = base::read_env();
  base::World world_{base::real_disk(), base::real_clock(), env_};
};

TEST_F(WorkTreeTest, NamesCountFromTheRootWhereverGitStands) {
  dir_.write("sub/c.txt", "two\n");
  dir_.write("sub/new\nline.txt", "x\n");
  EXPECT_EQ(differing_files(at("sub"), {}, {}).value(), (Names{"sub/c.txt"}));
  EXPECT_EQ(differing_files(at("sub"), {}, {"c.txt"}).value(), (Names{"sub/c.txt"}));
  EXPECT_EQ(untracked_files(at("sub"), {}, false).value(), (Names{"sub/new\nline.txt"}));
  EXPECT_EQ(tracked_files(at(), {"*b.txt"}).value(), (Names{"a b.txt"}));
}

TEST_F(WorkTreeTest, UntrackedFilesThatACommitHasWouldBeWritten) {
  git("git branch other && git rm -q 'a b.txt' && git commit -qm two");
  dir_.write("a b.txt", "somebody's\n");
  EXPECT_EQ(differing_files(at(), "HEAD", {}).value(), Names{});
  EXPECT_EQ(differing_files(at(), "other", {}).value(), (Names{"a b.txt"}));
}

// Told by the index file, and by git where that is of a kind we do not read.
TEST_F(WorkTreeTest, OnlyWhatNoCommitOfHeadHoldsIsLost) {
  git("git checkout -qb other && git rm -q 'a b.txt' && printf 'two\\n' > sub/c.txt && "
      "printf 'theirs\\n' > new.txt && git add . && git commit -qm two && git checkout -q main");
  for (const char* version : {"2", "4"}) {
    git(std::string("git update-index --index-version ") + version);
    EXPECT_EQ(differing_bytes(at(), "other", {}).value(),
              (Names{"a b.txt", "new.txt", "sub/c.txt"}))
        << version;
    EXPECT_EQ(lost_bytes(at(), "other", {}).value(), Names{"new.txt"}) << version;
    dir_.write("sub/c.txt", "mine\n");
    EXPECT_EQ(lost_bytes(at(), "other", {}).value(), (Names{"new.txt", "sub/c.txt"})) << version;
    EXPECT_EQ(lost_bytes(at("sub"), "other", {"c.txt"}).value(), Names{"sub/c.txt"}) << version;
    git("git add sub && git rm -q --cached 'a b.txt'");
    EXPECT_EQ(lost_bytes(at(), "other", {}).value(), (Names{"new.txt", "sub/c.txt"})) << version;
    EXPECT_FALSE(lost_bytes(at(), "none", {})) << version;
    git("git reset -q --hard");
  }
}

TEST_F(WorkTreeTest, CleanSaysWhatItWouldRemoveAndRemovesNothing) {
  dir_.write("new\t\"x\".txt", "x\n");
  dir_.write("fresh/d.txt", "x\n");
  dir_.write("sub/\xc3\xa4.txt", "x\n");
  EXPECT_EQ(cleaned_files(at(), {"-f"}).value(), (Names{"new\t\"x\".txt", "sub/\xc3\xa4.txt"}));
  EXPECT_EQ(cleaned_files(at(), {"-fdq"}).value(),
            (Names{"fresh/", "new\t\"x\".txt", "sub/\xc3\xa4.txt"}));
  EXPECT_EQ(cleaned_files(at("sub"), {"-f", "-q"}).value(), (Names{"sub/\xc3\xa4.txt"}));
  EXPECT_TRUE(dir_.has("fresh/d.txt"));
}

TEST_F(WorkTreeTest, CommitsAndWhatTheyHold) {
  EXPECT_TRUE(commit_named(at(), "main").value());
  EXPECT_FALSE(commit_named(at(), "nowhere").value());
  EXPECT_FALSE(commit_named(at(), "--all").value());
  EXPECT_EQ(committed_bytes(at(), "a b.txt").value(), "one\n");
  EXPECT_EQ(committed_bytes(at(), "none").value(), std::nullopt);
}

TEST_F(WorkTreeTest, AnUnknownCommitIsAnError) {
  EXPECT_EQ(differing_files(at(), "nowhere", {}).error().code, base::Code::invalid_input);
}

TEST_F(WorkTreeTest, GitIsBoundedInTimeAndTalk) {
  const auto late = run_git(world_, {.folder = dir_.path(), .words = {"log"}, .limit_ms = 0});
  EXPECT_EQ(late.error().code, base::Code::timed_out);
  const auto loud = run_git(world_, {.folder = dir_.path(), .words = {"log"}, .max_bytes = 3});
  EXPECT_EQ(loud.error().code, base::Code::io);
}

TEST(Unquoted, ReadsWhatGitQuotes) {
  EXPECT_EQ(unquoted("plain name"), "plain name");
  EXPECT_EQ(unquoted(R"("a\tb\\c\"d")"), "a\tb\\c\"d");
  EXPECT_EQ(unquoted(R"("\303\244")"), "\xc3\xa4");
  EXPECT_EQ(unquoted("\""), "\"");
}

}  // namespace
}  // namespace coord
