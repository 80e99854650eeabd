#include "coord/git/layout.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/faulty_disk.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

using base::Code;
using base::real_disk;
using support::FaultyDisk;
using support::TempDir;

// What git init leaves behind, as far as discovery looks.
void make_git_dir(const TempDir& dir, const std::string& at) {
  dir.write(at + "/HEAD", "ref: refs/heads/main\n");
  dir.write(at + "/objects/info/x", "");
  dir.write(at + "/refs/heads/x", "");
}

class LayoutTest : public testing::Test {
 protected:
  TempDir dir_;

  Layout layout(const std::string& from) {
    return find_layout(real_disk(), from.empty() ? dir_.path() : dir_ / from).value();
  }
};

TEST_F(LayoutTest, RepositoryIsFoundFromAnyDepthAndFromFilesThatAreNotThereYet) {
  make_git_dir(dir_, "repo/.git");
  for (const char* from : {"repo", "repo/a/b/new.txt", "repo/.git", "repo/.git/hooks/pre-commit"}) {
    const Layout found = layout(from);
    EXPECT_EQ(found.root, dir_ / "repo") << from;
    EXPECT_EQ(found.git_dir, dir_ / "repo/.git") << from;
    EXPECT_EQ(found.common_dir, dir_ / "repo/.git") << from;
  }
}

TEST_F(LayoutTest, NoRepositoryIsAValue) {
  EXPECT_FALSE(layout("").inside());
  EXPECT_EQ(layout("").root, "");
}

TEST_F(LayoutTest, LinkedWorktreeSharesTheCommonDir) {
  make_git_dir(dir_, "main/.git");
  dir_.write("main/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
  dir_.write("main/.git/worktrees/w/commondir", "../..\n");
  dir_.write("w/.git", "gitdir: " + (dir_ / "main/.git/worktrees/w") + "\n");
  const Layout found = layout("w/src");
  EXPECT_EQ(found.root, dir_ / "w");
  EXPECT_EQ(found.git_dir, dir_ / "main/.git/worktrees/w");
  EXPECT_EQ(found.common_dir, dir_ / "main/.git");
}

TEST_F(LayoutTest, SubmoduleHasItsOwnCommonDir) {
  make_git_dir(dir_, "super/.git");
  make_git_dir(dir_, "super/.git/modules/sub");
  dir_.write("super/sub/.git", "gitdir: ../.git/modules/sub\n");
  const Layout found = layout("super/sub/x");
  EXPECT_EQ(found.root, dir_ / "super/sub");
  EXPECT_EQ(found.common_dir, dir_ / "super/.git/modules/sub");
}

TEST_F(LayoutTest, NearestRepositoryWins) {
  make_git_dir(dir_, ".git");
  make_git_dir(dir_, "inner/.git");
  EXPECT_EQ(layout("inner/x").root, dir_ / "inner");
  EXPECT_EQ(layout("other/x").root, dir_.path());
}

TEST_F(LayoutTest, BareRepositoryHasNoRoot) {
  make_git_dir(dir_, "bare.git");
  const Layout found = layout("bare.git/refs/heads");
  EXPECT_EQ(found.root, "");
  EXPECT_EQ(found.git_dir, dir_ / "bare.git");
}

TEST_F(LayoutTest, EmptyDotGitHidesNothing) {
  make_git_dir(dir_, ".git");
  ASSERT_EQ(::mkdir((dir_ / "sub").c_str(), 0700), 0);
  ASSERT_EQ(::mkdir((dir_ / "sub/.git").c_str(), 0700), 0);
  EXPECT_EQ(layout("sub/x").root, dir_.path());
}

TEST_F(LayoutTest, DotGitMayBeALink) {
  make_git_dir(dir_, "store");
  ASSERT_EQ(::mkdir((dir_ / "work").c_str(), 0700), 0);
  ASSERT_EQ(::symlink("../store", (dir_ / "work/.git").c_str()), 0);
  EXPECT_EQ(layout("work").root, dir_ / "work");
  EXPECT_EQ(layout("work").git_dir, dir_ / "store");
}

TEST_F(LayoutTest, PathThroughALinkIsTheRepositoryBehindIt) {
  make_git_dir(dir_, "repo/.git");
  ASSERT_EQ(::symlink("repo", (dir_ / "alias").c_str()), 0);
  EXPECT_EQ(layout("alias/x").root, dir_ / "repo");
}

TEST_F(LayoutTest, GitFileThatLeadsNowhereIsCorrupt) {
  for (const char* text : {"gitdir: /nowhere/at/all\n", "nonsense", "", "gitdir: .\n"}) {
    dir_.write("w/.git", text);
    const auto found = find_layout(real_disk(), dir_ / "w");
    ASSERT_FALSE(found) << text;
    EXPECT_EQ(found.error().code, Code::corrupt) << text;
  }
}

TEST_F(LayoutTest, HostileGitFileIsBounded) {
  dir_.write("w/.git", "gitdir: " + std::string(1'000'000, 'a'));
  EXPECT_FALSE(find_layout(real_disk(), dir_ / "w"));
  dir_.write("w/.git", std::string("gitdir: a\0b", 11));
  EXPECT_FALSE(find_layout(real_disk(), dir_ / "w"));
}

TEST_F(LayoutTest, FifoInPlaceOfGitFilesDoesNotHang) {
  ASSERT_EQ(::mkdir((dir_ / "w").c_str(), 0700), 0);
  ASSERT_EQ(::mkfifo((dir_ / "w/.git").c_str(), 0600), 0);
  EXPECT_FALSE(layout("w").inside());
  make_git_dir(dir_, "v/.git");
  ASSERT_EQ(::mkfifo((dir_ / "v/.git/commondir").c_str(), 0600), 0);
  EXPECT_FALSE(find_layout(real_disk(), dir_ / "v"));
}

TEST_F(LayoutTest, EveryFailingCallIsAnErrorAndNeverAnotherRepository) {
  make_git_dir(dir_, ".git");
  make_git_dir(dir_, "inner/.git");
  FaultyDisk disk(real_disk());
  ASSERT_TRUE(find_layout(disk, dir_ / "inner/x"));
  const std::size_t calls = disk.calls();
  for (std::size_t nth = 1; nth <= calls; ++nth) {
    disk.reset();
    disk.fail(std::nullopt, nth, {Code::io, "the disk reports an error", "", ""});
    EXPECT_FALSE(find_layout(disk, dir_ / "inner/x")) << nth;
  }
}

}  // namespace
}  // namespace coord
