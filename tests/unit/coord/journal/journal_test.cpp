#include "coord/journal/journal.h"

#include <gtest/gtest.h>

#include "coord/journal/epoch.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using base::Code;
using support::DiskCall;
using support::JournalRig;
using support::words_of;

TEST(Journal, TheFirstAppendMakesTheFileAndItsFirstLine) {
  JournalRig rig;
  const auto receipt = rig.journal().append("note", "\"a\":1");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 2U);
  const auto lines = rig.lines();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(receipt->offset, lines[0].size() + 1);
  EXPECT_EQ(read_entry(lines[0])->fields, "\"epoch\":1700000000000,\"first\":1,\"state\":null");
  EXPECT_EQ(read_entry(lines[1])->fields, "\"a\":1");
  EXPECT_EQ(base::real_disk().info(rig.path)->mode, 0600U);
}

TEST(Journal, EntriesAreChainedAndCounted) {
  JournalRig rig;
  rig.fill(50);
  const CheckReport report = rig.check();
  EXPECT_EQ(words_of(report), "");
  EXPECT_EQ(report.entries, 51U);
  EXPECT_EQ(report.head.seq, 51U);
}

TEST(Journal, OneAppendCostsOneWriteAndFewCalls) {
  JournalRig rig;
  rig.fill(1);
  auto journal = rig.journal();
  ASSERT_TRUE(journal.append("note", "\"a\":1"));
  // open, info of the file, info of its name, read the end, info of the name again, write.
  EXPECT_EQ(rig.disk.calls(), 6U);
  EXPECT_EQ(rig.disk.calls(DiskCall::write), 1U);
  rig.disk.reset();
  ASSERT_TRUE(journal.append("note", "\"a\":2"));
  EXPECT_EQ(rig.disk.calls(), 5U);
}

TEST(Journal, ARecordThatIsNoLineIsRefused) {
  JournalRig rig;
  auto journal = rig.journal();
  EXPECT_EQ(journal.append("note", "\"a\":\n1").error().code, Code::invalid_input);
  EXPECT_EQ(journal.append("Bad Kind", "").error().code, Code::invalid_input);
  EXPECT_EQ(rig.disk.calls(), 0U);
}

TEST(Journal, DurableMeansOneSyncAfterTheWrite) {
  JournalRig rig;
  rig.fill(1);
  auto options = rig.options();
  options.durable = true;
  auto journal = Journal::open(rig.world, rig.path, options).value();
  EXPECT_EQ(journal.append("note", "")->durability, Durability::power);
  EXPECT_EQ(rig.disk.calls(DiskCall::sync), 1U);
  EXPECT_EQ(rig.disk.log().back(), DiskCall::sync);
}

TEST(Journal, TransactSeesTheEndAndAppendsThere) {
  JournalRig rig;
  rig.fill(3);
  Tail seen;
  auto journal = rig.journal();
  const auto receipt = journal.transact([&](const Tail& tail) {
    seen = tail;
    return Draft{"note", "\"n\":3"};
  });
  ASSERT_TRUE(receipt);
  EXPECT_EQ((*receipt)->offset, seen.end);
  EXPECT_EQ((*receipt)->seq, seen.next);
  EXPECT_EQ(seen.last.seq, 4U);
}

TEST(Journal, TransactMayDecideForNothing) {
  JournalRig rig;
  rig.fill(1);
  const std::string before = rig.bytes();
  const auto receipt = rig.journal().transact([](const Tail&) { return std::nullopt; });
  ASSERT_TRUE(receipt);
  EXPECT_FALSE(receipt->has_value());
  EXPECT_EQ(rig.bytes(), before);
}

TEST(Journal, TransactPassesTheDecidersErrorUp) {
  JournalRig rig;
  const auto receipt =
      rig.journal().transact([](const Tail&) -> base::Result<std::optional<Draft>> {
        return base::fail(Code::denied, "no");
      });
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, Code::denied);
}

TEST(Journal, AFullFileIsRotatedAndTheChainGoesOn) {
  JournalRig rig;
  auto journal = Journal::open(rig.world, rig.path, rig.options(2000)).value();
  for (int n = 0; n < 40; ++n) ASSERT_TRUE(journal.append("note", "\"n\":" + std::to_string(n)));
  const CheckReport all = rig.check(true);
  EXPECT_EQ(words_of(all), "");
  EXPECT_GT(all.files, 2U);
  EXPECT_EQ(all.first_seq, 1U);
  EXPECT_EQ(all.entries, 40U + all.files);
  EXPECT_EQ(words_of(rig.check(false)), "");
  EXPECT_EQ(read_entry(rig.lines()[0])->kind, "journal.snapshot");
}

TEST(Journal, ASnapshotCarriesTheState) {
  JournalRig rig;
  auto options = rig.options();
  options.state = [](const Tail&) { return base::Result<std::string>(R"({"leases":[]})"); };
  auto journal = Journal::open(rig.world, rig.path, options).value();
  ASSERT_TRUE(journal.append("note", ""));
  const auto receipt = journal.compact();
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 3U);
  EXPECT_NE(rig.lines()[0].find(R"("first":3,"state":{"leases":[]})"), std::string::npos);
  EXPECT_TRUE(rig.dir.has("state/segments/journal-00000000000000000001.jsonl"));
}

TEST(Journal, WhenNoStateCanBeHadTheOldFileGrowsOnAndSaysSo) {
  JournalRig rig;
  auto options = rig.options(1);
  options.state = [](const Tail&) -> base::Result<std::string> {
    return base::fail(Code::io, "busy");
  };
  auto journal = Journal::open(rig.world, rig.path, options).value();
  const auto receipt = journal.append("note", "");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->note, "no new segment: busy");
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Journal, DamagedLinesAtTheEndStayAndAreCounted) {
  JournalRig rig;
  rig.fill(2);
  rig.overwrite(rig.bytes() + "somebody's line\n{}\n");
  const auto receipt = rig.journal().append("note", "\"n\":2");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 6U);
  EXPECT_EQ(receipt->note, "2 damaged lines at the end: see journal check");
  EXPECT_EQ(rig.journal().append("note", "")->note, "");
  EXPECT_EQ(words_of(rig.check()),
            "line 4: not an entry: no number and sum at its end; "
            "line 5: not an entry: no number and sum at its end");
}

TEST(Journal, AFileOfSomethingElseIsLeftAloneUntilItIsCompacted) {
  JournalRig rig;
  rig.overwrite("not a journal\n");
  const auto refused = rig.journal().append("note", "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::corrupt);
  EXPECT_EQ(rig.bytes(), "not a journal\n");
  const auto repaired = rig.journal().compact();
  ASSERT_TRUE(repaired);
  EXPECT_NE(repaired->note.find(".quarantine"), std::string::npos);
  EXPECT_EQ(rig.dir.read("state/journal.jsonl.1700000000000.quarantine"), "not a journal\n");
  rig.fill(1);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Journal, ANewerVersionIsReadOnly) {
  JournalRig rig;
  rig.fill(1);
  rig.overwrite(rig.bytes() + "{\"v\":2,\"whatever\":1}\n");
  const std::string before = rig.bytes();
  EXPECT_EQ(rig.journal().append("note", "").error().code, Code::unsupported);
  EXPECT_EQ(rig.journal().compact().error().code, Code::unsupported);
  EXPECT_EQ(rig.bytes(), before);
}

TEST(Journal, NumbersAreReservedABlockAhead) {
  JournalRig rig;
  rig.fill(1);
  EXPECT_EQ(read_epoch(rig.disk, rig.epoch)->reserved, kNumberBlock);
  // Lost: the next chain begins with the next block, and takes it.
  ASSERT_TRUE(base::real_disk().remove(rig.path));
  const auto receipt = rig.journal().append("note", "");
  EXPECT_EQ(receipt->seq, kNumberBlock + 1);
  EXPECT_EQ(receipt->note, "the journal was lost: numbers go on at 65536");
  EXPECT_EQ(read_epoch(rig.disk, rig.epoch)->reserved, 2 * kNumberBlock);
}

TEST(Journal, TheLastNumberOfABlockIsFollowedByAReservation) {
  JournalRig rig;
  ASSERT_TRUE(base::make_dirs(rig.disk, rig.dir / "state", 0700));
  ASSERT_TRUE(write_epoch(rig.disk, rig.epoch, {1, kNumberBlock - 2, {}}));
  auto journal = rig.journal();  // starts at 65534
  ASSERT_TRUE(journal.append("note", ""));
  EXPECT_EQ(read_epoch(rig.disk, rig.epoch)->reserved, kNumberBlock);
  const auto receipt = journal.append("note", "");
  EXPECT_EQ(receipt->seq, kNumberBlock);
  EXPECT_EQ(read_epoch(rig.disk, rig.epoch)->reserved, 2 * kNumberBlock);
  EXPECT_EQ(read_epoch(rig.disk, rig.epoch)->anchor.seq, kNumberBlock - 1);
}

TEST(Journal, WithoutAReservationNoNumberIsUsed) {
  JournalRig rig;
  rig.disk.fail(DiskCall::rename, 1, {Code::io, "no space left", "", ""});
  EXPECT_EQ(rig.journal().append("note", "").error().code, Code::io);
  EXPECT_EQ(rig.bytes(), "");
}

}  // namespace
}  // namespace coord
