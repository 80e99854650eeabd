#include <gtest/gtest.h>

#include "coord/journal/epoch.h"
#include "coord/journal/flock.h"
#include "coord/journal/lock_support.h"
#include "coord/journal/segment.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using base::Code;

TEST(Epoch, ReadsWhatItWrote) {
  const support::TempDir dir;
  const Epoch epoch{
      1764000000000, 65536, {17, digest_of("x")}
  };
  ASSERT_TRUE(write_epoch(base::real_disk(), dir / "e", epoch));
  EXPECT_EQ(read_epoch(base::real_disk(), dir / "e").value(), epoch);
}

TEST(Epoch, RefusesWhatIsNotOurs) {
  const support::TempDir dir;
  EXPECT_EQ(read_epoch(base::real_disk(), dir / "none").error().code, Code::not_found);
  for (const std::string_view bad :
       {"", "{}", "[]", R"({"schema":"epoch/2","epoch":1,"reserved":2,"seq":1,"sum":""})",
        R"({"schema":"epoch/1","epoch":1,"reserved":-2,"seq":1,"sum":""})"}) {
    dir.write("bad", bad);
    EXPECT_EQ(read_epoch(base::real_disk(), dir / "bad").error().code, Code::corrupt) << bad;
  }
}

TEST(Epoch, ABlockEndsAboveItsNumbers) {
  EXPECT_EQ(reserved_for(1), 65536U);
  EXPECT_EQ(reserved_for(65535), 65536U);
  EXPECT_EQ(reserved_for(65536), 131072U);
}

TEST(Segment, NamesSortAsTheirNumbers) {
  EXPECT_EQ(segment_path("/s/journal.jsonl", 7), "/s/segments/journal-00000000000000000007.jsonl");
  EXPECT_LT(segment_path("/s/j.jsonl", 99), segment_path("/s/j.jsonl", 100));
  EXPECT_LT(segment_path("/s/j.jsonl", 100), segment_path("/s/j.jsonl", UINT64_MAX));
}

TEST(Segment, OnlyOwnSegmentsAreListed) {
  const support::TempDir dir;
  dir.write("segments/journal-00000000000000000012.jsonl", "");
  dir.write("segments/journal-00000000000000000002.jsonl", "");
  dir.write("segments/audit-00000000000000000003.jsonl", "");
  dir.write("segments/notes", "");
  const auto segments = segments_of(base::real_disk(), dir / "journal.jsonl");
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_EQ(segments[0], segment_path(dir / "journal.jsonl", 2));
}

TEST(Segment, AnAnchorSaysWhereItStands) {
  const std::string line = write_entry(
      {.kind = kSnapshotKind, .fields = anchor_fields(5, 9, "{\"first\":3}"), .seq = 9});
  const auto anchor = read_anchor(line);
  ASSERT_TRUE(anchor);
  EXPECT_FALSE(anchor->starts_chain);
  EXPECT_EQ(anchor->epoch, 5);
  EXPECT_EQ(anchor->first, 9U);
  EXPECT_FALSE(read_anchor(write_entry({.kind = "note", .seq = 1})));
}

TEST(LockSupport, KnowsTheUsualFileSystems) {
  EXPECT_EQ(file_system_by(0xEF53).name, "ext4");
  EXPECT_EQ(file_system_by(0xEF53).trust, LockTrust::trusted);
  EXPECT_EQ(file_system_by(0x12345678).trust, LockTrust::doubtful);
}

TEST(LockSupport, TheTableDecides) {
  EXPECT_EQ(check_lock_support(file_system_by(0x01021994), "/s").value(), "");
  EXPECT_EQ(check_lock_support(file_system_by(0x6969), "/s").value(),
            "flock on nfs: other machines may not see our locks");
  const auto refused = check_lock_support(file_system_by(0xFF534D42), "/s");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::unsupported);
}

TEST(FileLock, OneTryWhenTheDeadlineHasPassed) {
  support::JournalRig rig;
  const support::TempDir dir;
  dir.write("f", "");
  auto first = rig.world.disk.open(dir / "f", base::Open::read).value();
  auto second = rig.world.disk.open(dir / "f", base::Open::read).value();
  {
    const auto held = FileLock::take(rig.world, first, dir / "f", 0);
    ASSERT_TRUE(held);
    EXPECT_EQ(FileLock::take(rig.world, second, dir / "f", 0).error().code, Code::timed_out);
  }
  EXPECT_TRUE(FileLock::take(rig.world, second, dir / "f", 0));
}

TEST(FileLock, MovesAndIsReleasedOnce) {
  support::JournalRig rig;
  const support::TempDir dir;
  dir.write("f", "");
  auto first = rig.world.disk.open(dir / "f", base::Open::read).value();
  auto second = rig.world.disk.open(dir / "f", base::Open::read).value();
  auto held = FileLock::take(rig.world, first, dir / "f", 0).value();
  FileLock moved = std::move(held);
  EXPECT_FALSE(FileLock::take(rig.world, second, dir / "f", 0));
  moved = FileLock::take(rig.world, first, dir / "f", 0).value();
}

}  // namespace
}  // namespace coord
