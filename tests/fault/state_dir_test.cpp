#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "coord/git/layout.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

constexpr uid_t kNobody = 65534;

class StateDirFault : public testing::Test {
 protected:
  StateDirFault() { env_.uid = ::getuid(); }

  std::string path() const { return dir_ / "state"; }

  // What opening the folder says: "opened", or the whole refusal.
  std::string opening() {
    const auto opened = open_state_dir(world_, path());
    if (opened) return "opened";
    EXPECT_EQ(opened.error().code, base::Code::denied);
    EXPECT_FALSE(opened.error().hint.empty());
    return opened.error().what;
  }

  std::string state_of(const std::string& folder) {
    return state_dir(find_layout(base::real_disk(), dir_ / folder).value(), dir_ / folder, world_);
  }

  void make_git_dir(const std::string& at) {
    dir_.write(at + "/HEAD", "ref: refs/heads/main\n");
    dir_.write(at + "/objects/x", "");
    dir_.write(at + "/refs/x", "");
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
};

TEST_F(StateDirFault, P1_MissingFolderIsMadePrivate) {
  EXPECT_EQ(opening(), "opened");
  EXPECT_EQ(base::real_disk().info(path())->mode, 0700U);
  EXPECT_EQ(opening(), "opened");
}

TEST_F(StateDirFault, P1_FileIsRefused) {
  dir_.write("state", "x");
  EXPECT_EQ(opening(), "the state folder cannot be trusted: it is no folder");
  EXPECT_EQ(dir_.read("state"), "x");
}

TEST_F(StateDirFault, P1_FifoIsRefusedAndDoesNotHang) {
  ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
  EXPECT_EQ(opening(), "the state folder cannot be trusted: it is no folder");
}

TEST_F(StateDirFault, P1_LinksAreRefusedDanglingOrNot) {
  ASSERT_EQ(::symlink("nowhere", path().c_str()), 0);
  EXPECT_EQ(opening(), "the state folder cannot be trusted: it is a link");
  EXPECT_FALSE(dir_.has("nowhere"));
  ASSERT_EQ(::mkdir((dir_ / "nowhere").c_str(), 0700), 0);
  EXPECT_EQ(opening(), "the state folder cannot be trusted: it is a link");
}

TEST_F(StateDirFault, P2_LinkAboveIsRefused) {
  ASSERT_EQ(::mkdir((dir_ / "real").c_str(), 0700), 0);
  ASSERT_EQ(::symlink("real", (dir_ / "alias").c_str()), 0);
  const auto opened = open_state_dir(world_, dir_ / "alias/state");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().what,
            "the state folder cannot be trusted: the folder above it is a link");
}

TEST_F(StateDirFault, P3_FolderOthersMayWriteIsRefusedWithTheCommandThatMendsIt) {
  ASSERT_EQ(::mkdir(path().c_str(), 0700), 0);
  for (const mode_t mode : {0777U, 0770U, 01777U, 0702U}) {
    ASSERT_EQ(::chmod(path().c_str(), mode), 0);
    const auto opened = open_state_dir(world_, path());
    ASSERT_FALSE(opened) << mode;
    EXPECT_EQ(opened.error().hint, "chmod 700 " + path());
  }
  ASSERT_EQ(::chmod(path().c_str(), 0755), 0);
  EXPECT_EQ(opening(), "opened");
}

TEST_F(StateDirFault, P3_FolderAboveThatAnyoneMayWriteIsRefused) {
  ASSERT_EQ(::chmod(dir_.path().c_str(), 0777), 0);
  EXPECT_EQ(opening(),
            "the state folder cannot be trusted: anyone may write to the folder above it");
  ASSERT_EQ(::chmod(dir_.path().c_str(), 01777), 0);
  EXPECT_EQ(opening(), "opened");
}

TEST_F(StateDirFault, P3_FolderOfAnotherUserIsRefused) {
  ASSERT_EQ(::mkdir(path().c_str(), 0700), 0);
  if (::chown(path().c_str(), kNobody, kNobody) != 0) GTEST_SKIP() << "chown needs root";
  EXPECT_EQ(opening(), "the state folder cannot be trusted: it belongs to user 65534");
}

TEST_F(StateDirFault, P3_AnotherUserIsMeWhenIAmNotRoot) {
  env_.uid = ::getuid() + 1;
  ASSERT_EQ(::mkdir(path().c_str(), 0700), 0);
  if (::getuid() == 0) {
    EXPECT_EQ(opening(), "opened");  // root's own folder is trusted by everyone
  } else {
    EXPECT_NE(opening(), "opened");
  }
}

TEST_F(StateDirFault, P18_TwoClonesAndTheirSubmodulesNeverShareState) {
  make_git_dir("one/.git");
  make_git_dir("two/.git");
  make_git_dir("one/.git/modules/sub");
  dir_.write("one/sub/.git", "gitdir: ../.git/modules/sub\n");
  make_git_dir("one/nested/.git");
  make_git_dir("bare.git");
  EXPECT_EQ(state_of("one/src"), dir_ / "one/.git/flockgate");
  EXPECT_EQ(state_of("two"), dir_ / "two/.git/flockgate");
  EXPECT_EQ(state_of("one/sub"), dir_ / "one/.git/modules/sub/flockgate");
  EXPECT_EQ(state_of("one/nested"), dir_ / "one/nested/.git/flockgate");
  EXPECT_EQ(state_of("bare.git"), dir_ / "bare.git/flockgate");
}

TEST_F(StateDirFault, P18_WorktreesOfOneRepositoryShareState) {
  make_git_dir("main/.git");
  dir_.write("main/.git/worktrees/w/HEAD", "x");
  dir_.write("main/.git/worktrees/w/commondir", "../..");
  dir_.write("w/.git", "gitdir: " + (dir_ / "main/.git/worktrees/w"));
  EXPECT_EQ(state_of("w"), state_of("main"));
}

TEST_F(StateDirFault, P18_NoRepositoryAndTheRootFolderHaveTheirOwnState) {
  env_.state_home = dir_ / "home";
  const std::string none = state_dir({}, dir_ / "plain", world_);
  const std::string root = state_dir({}, "/", world_);
  EXPECT_NE(none, root);
  EXPECT_EQ(root.find(dir_ / "home/flockgate/root-"), 0U);
}

}  // namespace
}  // namespace coord
