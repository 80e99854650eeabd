#include "coord/git/snapshot.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "coord/base/env.h"
#include "coord/git/snapshots.h"
#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

// A clock that stands: all snapshots are of one millisecond.
class StandingClock : public base::Clock {
 public:
  base::Millis wall_ms() override { return 1'795'290'000'042; }
  base::Millis boot_ms() override { return base::real_clock().boot_ms(); }
  std::string boot_id() override { return "b"; }
};

class SnapshotTest : public testing::Test {
 protected:
  void SetUp() override { git("init -q -b main"); }
  std::string git(const std::string& words) {
    const support::Ended ended = support::run({
        .argv = {"/bin/sh", "-c",       "git " + words},
        .cwd = dir_.path(),
        .env = {"HOME=/nonexistent",         "PATH=/usr/bin:/bin"}
    });
    EXPECT_EQ(ended.code, 0) << ended.err;
    return ended.out;
  }
  SavedNow save(const Names& names) {
    return save_snapshot(at(), {"ada", "git \n clean", "@w/", names}).value();
  }
  GitSpot at() { return {world_, dir_.path(), dir_.path()}; }
  // Where nothing can be started.
  static SavedNow without_git(const std::function<SavedNow()>& act) {
    const std::string path = base::env_value("PATH");
    ::setenv("PATH", "/nonexistent", 1);
    SavedNow now = act();
    ::setenv("PATH", path.c_str(), 1);
    return now;
  }

  support::TempDir dir_;
  StandingClock clock_;
  base::Env env_ = base::read_env();
  base::World world_{base::real_disk(), clock_, env_};
};

TEST_F(SnapshotTest, HoldsWhatWasNamedAndIsThere) {
  dir_.write("a b", std::string("x\0\r\n", 4));
  dir_.write("sub/line\n\"q\" \\", "");
  const SavedNow now = save({"a b", "a b", "none", "sub", "sub/line\n\"q\" \\", "sub/.git/x"});
  EXPECT_TRUE(now.unsaved.empty());
  const auto all = list_snapshots(at()).value();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, now.id);
  EXPECT_EQ(all[0].agent, "ada");
  EXPECT_EQ(all[0].before, "git \\n clean");
  EXPECT_EQ(all[0].tree, "@w/");
  EXPECT_EQ(all[0].files, 2U);
  const auto files = saved_files(at(), all[0]).value();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[1].name, "sub/line\n\"q\" \\");
  EXPECT_EQ(saved_bytes(at(), files).value(),
            (std::vector<std::string>{std::string("x\0\r\n", 4), ""}));
}

TEST_F(SnapshotTest, NothingToKeepIsNoSnapshot) {
  EXPECT_EQ(save({"none"}).id, "");
  EXPECT_TRUE(list_snapshots(at()).value().empty());
}

TEST_F(SnapshotTest, TwoInOneMillisecondHaveTwoNames) {
  dir_.write("a", "1");
  const std::string first = save({"a"}).id;
  EXPECT_EQ(save({"a"}).id, first);  // the same once more
  dir_.write("a", "2");
  const std::string second = save({"a"}).id;
  EXPECT_EQ(first, "20261121-194000-042");
  EXPECT_EQ(second, "20261121-194000-043");
  EXPECT_EQ(list_snapshots(at()).value().size(), 2U);
}

// Nothing of it is git's work, and git finds nothing wrong with it.
TEST_F(SnapshotTest, AFewFilesAreObjectsAsGitWritesThem) {
  dir_.write("first", "1");
  git("add . && git -c user.name=t -c user.email=t@example.invalid commit -qm one && git gc -q");
  for (const char* name : {"a-b", "a.b", "a/b", "a/c/d", "a0", "deep/er/than/that", "z"}) {
    dir_.write(name, name);
  }
  git("update-index -q --refresh && cp .git/index before");
  const SavedNow now = without_git([&] {
    return save({"z", "a0", "a/c/d", "a.b", "a-b", "deep/er/than/that", "a/b"});
  });
  EXPECT_EQ(git("fsck --strict --full 2>&1"), "");
  EXPECT_EQ(
      git("log -1 --format='%p %an %ae %ct' refs/flockgate/snapshots/" + now.id),
      git("rev-parse --short HEAD | tr '\\n' ' '") + "flockgate flockgate@localhost 1795290000\n");
  EXPECT_EQ(git("ls-tree -r --name-only refs/flockgate/snapshots/" + now.id),
            "a-b\na.b\na/b\na/c/d\na0\ndeep/er/than/that\nz\n");
  EXPECT_EQ(git("reflog expire --all --expire=now && git gc -q --prune=now && git show "
                "refs/flockgate/snapshots/" +
                now.id + ":deep/er/than/that"),
            "deep/er/than/that");
  EXPECT_EQ(git("hash-object .git/index"), git("hash-object before"));
}

// A power cut may leave an object without its bytes; one that is whole is old enough to be pruned.
TEST_F(SnapshotTest, ObjectsThatAreThereAreMadeYoungOrWhole) {
  dir_.write("a", "1");
  dir_.write("b", "2");
  git("add . && git -c user.name=t -c user.email=t@example.invalid commit -qm one");
  const auto object = [&](const std::string& name) {
    const std::string id = git("rev-parse :" + name);
    return dir_ / (".git/objects/" + id.substr(0, 2) + '/' + id.substr(2, 38));
  };
  const std::string whole = object("a");
  const std::string empty = object("b");
  const std::string spoil = "touch -d @1 " + whole + " && rm " + empty + " && touch " + empty;
  EXPECT_EQ(support::run_shell(dir_.path(), spoil).code, 0);
  const SavedNow now = without_git([&] { return save({"a", "b"}); });
  EXPECT_GT(world_.disk.info(whole)->modified_ns, 1'700'000'000'000'000'000);
  EXPECT_EQ(git("show refs/flockgate/snapshots/" + now.id + ":b"), "2");
}

TEST_F(SnapshotTest, WhatIsTooMuchIsNamed) {
  dir_.write("big", std::string((128U << 20U) + 1, 'x'));
  dir_.write("small", "x");
  const SavedNow now = save({"big", "small"});
  ASSERT_EQ(now.unsaved.size(), 1U);
  EXPECT_EQ(now.unsaved[0].path, "big");
  EXPECT_EQ(list_snapshots(at()).value()[0].files, 1U);
}

TEST_F(SnapshotTest, OldOnesAreDroppedByTime) {
  dir_.write("a", "1");
  save({"a"});
  EXPECT_EQ(drop_snapshots(at(), 1'795'290'000'000).value(), 0U);
  EXPECT_EQ(drop_snapshots(at(), 1'795'290'001'000).value(), 1U);
  EXPECT_TRUE(list_snapshots(at()).value().empty());
}

TEST_F(SnapshotTest, WhereThereIsNoRepositoryGitSaysNo) {
  support::TempDir bare;
  bare.write("a", "1");
  EXPECT_FALSE(save_snapshot({world_, bare.path(), bare.path()}, {"ada", "x", "", {"a"}}));
}

}  // namespace
}  // namespace coord
