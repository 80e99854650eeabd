// What a call left in its files is kept when it ends, whatever wrote it (ADR-0096).
#include <gtest/gtest.h>
#include <unistd.h>

#include "coord/coordinator.h"
#include "coord/stamp/blobs.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class KeptTest : public ::testing::Test {
 protected:
  KeptTest() {
    clock_.set_wall(base::real_clock().wall_ms());
    env_.uid = base::read_env().uid;
    dir_.write("r/hot", "one\n");
    dir_.write("r/.git/HEAD", "");
  }
  Coordinator door() {
    return {
        world_, dir_ / "r/.git/flockgate", dir_ / "r", {"claude", "ada", ""}
    };
  }
  Touch touch(bool may_keep = true) const {
    Touch touch{
        dir_ / "r/hot", {lease::ScopeKind::path, "hot"},
           Deed::change
    };
    touch.may_keep = [=] { return may_keep; };
    return touch;
  }
  void begin(const Touch& touch) {
    const auto clearance = door().before_call("c", {touch}, {});
    ASSERT_TRUE(clearance.has_value()) << base::to_text(clearance.error());
    ASSERT_FALSE(clearance->refusal.has_value());
  }
  void end() {
    const auto done = door().after_call("c", {});
    EXPECT_TRUE(done.has_value()) << base::to_text(done.error());
  }
  void change_to(const std::string& text, const Touch& touch) {
    begin(touch);
    dir_.write("r/hot", text);
    end();
  }
  bool is_kept(const std::string& text) {
    const auto bytes = read_blob(world_, blobs_, base::hash128(text));
    return bytes && *bytes == text;
  }
  std::size_t edits() {
    return edits_on_record(world_.disk, dir_ / "r/.git/flockgate/journal.jsonl")->edits.size();
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  support::FaultyDisk disk_{base::real_disk()};
  base::World world_{disk_, clock_, env_};
  const std::string blobs_ = dir_ / "r/.git/flockgate/blobs";
};

TEST_F(KeptTest, BytesBeforeAndBehindAChange) {
  change_to("two\n", touch());
  EXPECT_TRUE(is_kept("one\n"));
  EXPECT_TRUE(is_kept("two\n"));
  EXPECT_EQ(edits(), 1U);
}

TEST_F(KeptTest, OfANewFileAndOfNoneThatIsGone) {
  ASSERT_EQ(unlink((dir_ / "r/hot").c_str()), 0);
  change_to("new\n", touch());
  EXPECT_TRUE(is_kept("new\n"));
  begin(touch());
  ASSERT_EQ(unlink((dir_ / "r/hot").c_str()), 0);
  end();
  EXPECT_EQ(edits(), 2U);
  EXPECT_EQ(world_.disk.list(blobs_)->size(), 1U);
}

TEST_F(KeptTest, NothingOfAFileThatARuleKeepsFromBeingRead) {
  change_to("secret\n", touch(false));
  EXPECT_EQ(edits(), 1U);
  EXPECT_EQ(world_.disk.list(blobs_).error().code, base::Code::not_found);
}

// The name was judged, not what the command made it lead to.
TEST_F(KeptTest, NothingThatALinkLeadsTo) {
  dir_.write("r/secret/hot", "secret\n");
  dir_.write("r/src/hot", "mine\n");
  Touch inside = touch();
  inside.file = dir_ / "r/src/hot";
  inside.scope.text = "src/hot";
  begin(inside);
  ASSERT_EQ(rename((dir_ / "r/src").c_str(), (dir_ / "r/old").c_str()), 0);
  ASSERT_EQ(symlink("secret", (dir_ / "r/src").c_str()), 0);
  end();
  EXPECT_FALSE(is_kept("secret\n"));
}

TEST_F(KeptTest, NothingTooLong) {
  change_to(std::string((1U << 20U) + 1, 'x'), touch());
  EXPECT_EQ(edits(), 1U);
  EXPECT_EQ(world_.disk.list(blobs_)->size(), 1U);
}

TEST_F(KeptTest, ACallThatChangesNothingOpensNothingMore) {
  begin(touch());
  end();
  begin(touch());
  disk_.reset();
  end();
  const std::size_t unchanged = disk_.calls(support::DiskCall::info_path);
  EXPECT_EQ(disk_.calls(support::DiskCall::resolve), 0U);
  begin(touch());
  dir_.write("r/hot", "two\n");
  disk_.reset();
  end();
  EXPECT_GT(disk_.calls(support::DiskCall::info_path), unchanged);
  EXPECT_EQ(disk_.calls(support::DiskCall::resolve), 1U);
}

// The end of a call frees its files and tells what it did, with a copy or without.
TEST_F(KeptTest, AFullDiskKeepsNobodyFromEnding) {
  begin(touch());
  dir_.write("r/hot", "two\n");
  disk_.fail(support::DiskCall::resolve, 1, {base::Code::io, "no space", {}, {}});
  end();
  EXPECT_FALSE(is_kept("two\n"));
  EXPECT_EQ(edits(), 1U);
  change_to("three\n", touch());
  EXPECT_TRUE(is_kept("two\n"));
}

}  // namespace
}  // namespace coord
