// Fault-matrix section 6: rotation, compaction, snapshot. Every test is named by its row.
#include <gtest/gtest.h>

#include <limits>
#include <memory>

#include "coord/journal/epoch.h"
#include "coord/journal/reader.h"
#include "coord/journal/segment.h"
#include "tests/support/child.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using base::Code;
using support::Child;
using support::DiskCall;
using support::Gate;
using support::JournalRig;
using support::words_of;

constexpr std::size_t kForEver = std::numeric_limits<std::size_t>::max() / 2;
const base::Error kDead{Code::io, "dead", "", ""};

// A compaction over a disk that dies at call `nth`; false when it has fewer calls.
bool compaction_dies_at(std::size_t nth) {
  JournalRig rig;
  rig.fill(5);
  rig.disk.fail(std::nullopt, nth, kDead, kForEver);
  const bool told_done = rig.journal().compact().has_value();
  const bool reached = rig.disk.calls() >= nth;
  EXPECT_EQ(words_of(rig.check()), "") << "died at call " << nth;
  EXPECT_TRUE(!told_done || rig.check().files == 2);
  rig.fill(1, 5);
  EXPECT_TRUE(rig.real_journal().compact());
  const CheckReport report = rig.check();
  EXPECT_EQ(words_of(report), "") << "died at call " << nth;
  // The start, six notes, and one or two snapshots: nothing is lost or there twice.
  EXPECT_EQ(report.entries, 6U + report.files);
  EXPECT_EQ(report.head.seq, report.entries);
  return reached;
}

TEST(Fault, R1_DeathBeforeEveryCallOfACompaction) {
  std::size_t nth = 1;
  while (compaction_dies_at(nth)) ++nth;
  EXPECT_GT(nth, 15U);
}

TEST(Fault, R1_TheOrderIsWriteSyncLinkRenameSync) {
  JournalRig rig;
  rig.fill(1);
  auto options = rig.options();
  options.epoch_path.clear();
  ASSERT_TRUE(Journal::open(rig.world, rig.path, options)->compact());
  std::vector<DiskCall> order;
  for (const DiskCall call : rig.disk.log()) {
    for (const DiskCall wanted : {DiskCall::write, DiskCall::sync, DiskCall::link, DiskCall::rename,
                                  DiskCall::sync_dir, DiskCall::remove}) {
      if (call == wanted) order.push_back(call);
    }
  }
  EXPECT_EQ(order, (std::vector<DiskCall>{DiskCall::write, DiskCall::sync, DiskCall::link,
                                          DiskCall::rename, DiskCall::sync_dir}));
}

// Follows the journal until it has seen `wanted` notes; 0 when each was seen once and in order.
int follow(const JournalRig& rig, int wanted, const Gate& opened) {
  auto reader = Reader::open(base::real_disk(), rig.path);
  opened.open();
  if (!reader) return 2;
  std::uint64_t seq = 0;
  int notes = 0;
  const bool all = support::until([&] {
    const auto line = reader->next();
    if (!line) ADD_FAILURE() << base::to_text(line.error());
    if (!line || !*line) return !line;
    if (!(*line)->entry || (*line)->entry->seq != seq + 1) {
      ADD_FAILURE() << "behind entry " << seq << " came " << (*line)->text << (*line)->damage;
      return true;
    }
    seq = (*line)->entry->seq;
    if ((*line)->entry->kind == "note") ++notes;
    return notes == wanted;
  });
  return all && notes == wanted ? 0 : 1;
}

TEST(Fault, R2_ReadersLoseNothingWhileWritersRotate) {
  constexpr int kReaders = 4;
  constexpr int kWriters = 4;
  constexpr std::uint64_t kAppends = 250;
  JournalRig rig;
  rig.fill(1);
  const Gate opened;  // a reader that opens after the first rotation begins behind it
  std::vector<std::unique_ptr<Child>> children;
  for (int i = 0; i < kReaders; ++i) {
    children.push_back(
        std::make_unique<Child>([&] { return follow(rig, 1 + kWriters * kAppends, opened); }));
  }
  for (int i = 0; i < kReaders; ++i) opened.pass();
  for (int i = 0; i < kWriters; ++i) {
    children.push_back(std::make_unique<Child>([&] {
      auto options = rig.options(50 * 150);  // about fifty entries
      options.deadline_ms = 60'000;
      auto journal = Journal::open(rig.real, rig.path, options).value();
      int failed = 0;
      for (std::uint64_t n = 0; n < kAppends; ++n) {
        const auto receipt = journal.append("note", "\"n\":1");
        if (receipt) continue;
        ADD_FAILURE() << base::to_text(receipt.error());
        ++failed;
      }
      return failed > 0 ? 1 : 0;
    }));
  }
  for (const auto& child : children) EXPECT_EQ(child->wait(), 0);
  const CheckReport report = rig.check();
  EXPECT_EQ(words_of(report), "");
  EXPECT_GT(report.files, 10U);
  EXPECT_EQ(report.entries, report.files + 1 + kWriters * kAppends);
}

TEST(Fault, R3_AWriterThatHasTheOldFileOpenAppendsToTheNewOne) {
  JournalRig rig;
  auto journal = rig.journal();
  ASSERT_TRUE(journal.append("note", ""));
  ASSERT_TRUE(rig.real_journal().compact());
  const auto receipt = journal.append("note", "\"late\":1");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 4U);
  EXPECT_EQ(rig.lines().size(), 2U);
}

TEST(Fault, R4_AnOlderCopyOfTheJournalIsSeenAgainstItsEpochFile) {
  JournalRig rig;
  rig.fill(3);
  const std::string backup = rig.bytes();
  rig.fill(3);
  ASSERT_TRUE(rig.real_journal().compact());  // the anchor is now number 7
  rig.overwrite(backup);
  EXPECT_EQ(words_of(rig.check(false)),
            "line 0: shorter than its epoch file says: ends at 4, 7 was given out");
}

TEST(Fault, R4_AJournalOfAnotherRepositoryIsSeenAgainstItsEpochFile) {
  JournalRig rig;
  JournalRig other;
  rig.fill(1);
  ASSERT_TRUE(rig.journal().compact());
  ASSERT_TRUE(other.journal().append("note", "\"other\":1"));
  rig.overwrite(other.bytes());
  EXPECT_EQ(words_of(rig.check(false)), "line 2: not the entry that the epoch file names");
}

TEST(Fault, R4_AnEpochFileThatIsLostOrDamagedIsWrittenAgain) {
  for (const std::string_view bytes : {"", "rubbish", R"({"schema":"epoch/1"})"}) {
    JournalRig rig;
    rig.fill(1);
    rig.dir.write("state.epoch", bytes);
    EXPECT_EQ(words_of(rig.check()), "");
    EXPECT_TRUE(rig.journal().append("note", ""));
    ASSERT_TRUE(rig.journal().compact());
    EXPECT_EQ(read_epoch(base::real_disk(), rig.epoch)->anchor.seq, 3U);
  }
}

TEST(Fault, R5_ATruncatedJournalGoesOnAboveEveryNumber) {
  JournalRig rig;
  rig.fill(5);
  rig.overwrite("");
  EXPECT_EQ(words_of(rig.check()),
            "line 0: shorter than its epoch file says: nothing is there, numbers below 65536 may "
            "have been "
            "given out");
  const auto receipt = rig.journal().append("note", "");
  ASSERT_TRUE(receipt);
  EXPECT_GT(receipt->seq, 6U);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, R6_ACutUnderAReaderIsAnErrorNotASignal) {
  JournalRig rig;
  rig.fill(200);
  auto reader = Reader::open(base::real_disk(), rig.path).value();
  ASSERT_TRUE(reader.next().value());
  rig.overwrite("");
  // What was read before may still be handed out; then the cut is told.
  base::Result<std::optional<Line>> line = reader.next();
  while (line && *line) line = reader.next();
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().code, Code::corrupt);
}

TEST(Fault, R7_WhatADeadRotationLeftIsUsedUpByTheNext) {
  JournalRig rig;
  rig.fill(2);
  rig.dir.write("state/journal.jsonl.new", "half a li");
  rig.fill(1);
  EXPECT_TRUE(rig.dir.has("state/journal.jsonl.new"));
  ASSERT_TRUE(rig.journal().compact());
  EXPECT_FALSE(rig.dir.has("state/journal.jsonl.new"));
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, R7_ALinkOfADeadRotationIsNoObstacle) {
  JournalRig rig;
  rig.fill(2);
  ASSERT_TRUE(base::make_dirs(base::real_disk(), segment_dir(rig.path), 0700));
  ASSERT_TRUE(base::real_disk().link(rig.path, segment_path(rig.path, 1)));
  rig.fill(1);
  EXPECT_EQ(rig.check().files, 1U);
  ASSERT_TRUE(rig.journal().compact());
  EXPECT_EQ(rig.check().files, 2U);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, R7_AnotherFileUnderTheSegmentsNameIsNeverOverwritten) {
  JournalRig rig;
  rig.fill(2);
  rig.dir.write("state/segments/journal-00000000000000000001.jsonl", "somebody's");
  EXPECT_FALSE(rig.journal().compact());
  EXPECT_EQ(rig.dir.read("state/segments/journal-00000000000000000001.jsonl"), "somebody's");
  EXPECT_EQ(rig.lines().size(), 3U);
}

}  // namespace
}  // namespace coord
