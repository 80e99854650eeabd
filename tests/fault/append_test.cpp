// Fault-matrix section 3: appending. Every test is named by its row.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <limits>

#include <sys/time.h>

#include "coord/base/text.h"
#include "coord/journal/reader.h"
#include "tests/support/child.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using base::Code;
using base::Error;
using support::Child;
using support::DiskCall;
using support::Gate;
using support::JournalRig;
using support::words_of;

constexpr std::size_t kForEver = std::numeric_limits<std::size_t>::max() / 2;
const Error kDead{Code::io, "dead", "", ""};
const Error kNoSpace{Code::io, "cannot write: no space left", "", "free some space"};

// How often the field stands in the journal.
int count_of(const JournalRig& rig, std::string_view field) {
  int count = 0;
  for (const std::string& line : rig.lines()) count += line.find(field) != std::string::npos;
  return count;
}

// One append over a disk that dies at call `nth`, then one by a healthy process. Says whether the
// disk still had calls left to fail.
bool dies_at_call(std::size_t nth, int entries_before) {
  JournalRig rig;
  if (entries_before > 0) rig.fill(entries_before, 1000);
  rig.disk.fail(std::nullopt, nth, kDead, kForEver);
  const bool told_done = rig.journal().append("note", "\"mine\":1").has_value();
  const bool reached = rig.disk.calls() >= nth;
  rig.disk.reset();
  EXPECT_LE(count_of(rig, "\"mine\":1"), 1);
  EXPECT_TRUE(!told_done || count_of(rig, "\"mine\":1") == 1);
  rig.fill(1);
  EXPECT_EQ(count_of(rig, "\"n\":0"), 1);
  EXPECT_EQ(words_of(rig.check()), "") << "died at call " << nth;
  return reached;
}

TEST(Fault, A1_DeathBeforeEveryCallLeavesTheOldOrTheNewState) {
  for (const int entries : {0, 1, 40}) {
    std::size_t nth = 1;
    while (dies_at_call(nth, entries)) ++nth;
    EXPECT_GT(nth, 5U);
  }
}

TEST(Fault, A2_TornTailOfEveryLength) {
  JournalRig rig;
  rig.fill(3);
  const std::string whole = rig.bytes();
  const std::size_t last = whole.rfind('\n', whole.size() - 2) + 1;
  for (std::size_t size = last + 1; size < whole.size(); ++size) {
    rig.overwrite(whole.substr(0, size));
    auto reader = Reader::open(rig.disk, rig.path).value();
    int seen = 0;
    while (reader.next().value()) ++seen;
    EXPECT_EQ(seen, 3);
    const auto receipt = rig.journal().append("note", "\"n\":9");
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->note, "torn tail, " + std::to_string(size - last) + " byte" +
                                 (size - last == 1 ? "" : "s") + " moved to " + rig.path +
                                 ".quarantine");
    EXPECT_EQ(rig.journal().append("note", "")->note, "");
    EXPECT_EQ(words_of(rig.check()), "");
    EXPECT_EQ(rig.lines().size(), 5U);
  }
}

TEST(Fault, A2_TheTornBytesAreKept) {
  JournalRig rig;
  rig.fill(1);
  const std::size_t end = rig.bytes().size();
  rig.overwrite(rig.bytes() + R"({"v":1,"t":17)");
  ASSERT_TRUE(rig.journal().append("note", ""));
  EXPECT_EQ(rig.dir.read("state/journal.jsonl.quarantine"),
            "-- " + rig.path + " offset " + std::to_string(end) +
                ", 13 bytes, t 1700000000000\n{\"v\":1,\"t\":17\n");
}

TEST(Fault, A2_ATornFirstLineStartsOver) {
  JournalRig rig;
  rig.fill(1);
  rig.overwrite(rig.bytes().substr(0, 20));
  const auto receipt = rig.journal().append("note", "");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 65537U);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A2_AZeroedTailOfAPowerCutIsTorn) {
  JournalRig rig;
  rig.fill(2);
  rig.overwrite(rig.bytes() + std::string(70'000, '\0'));
  const auto receipt = rig.journal().append("note", "");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 4U);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A3_RacingRepairersRepairOnce) {
  constexpr int kWriters = 8;
  JournalRig rig;
  rig.fill(2);
  rig.overwrite(rig.bytes() + "{\"v\":1,torn");
  const Gate gate;
  std::vector<std::unique_ptr<Child>> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.push_back(std::make_unique<Child>([&] {
      gate.pass();
      const auto receipt = rig.real_journal().append("note", "\"w\":1");
      return !receipt ? 2 : receipt->note.empty() ? 0 : 1;
    }));
  }
  for (int i = 0; i < kWriters; ++i) gate.open();
  int repairs = 0;
  for (const auto& writer : writers) repairs += writer->wait();
  EXPECT_EQ(repairs, 1);
  EXPECT_EQ(count_of(rig, "\"w\":1"), kWriters);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A4_AShortWriteOfEveryLengthIsTakenBack) {
  JournalRig rig;
  rig.fill(2);
  const std::string before = rig.bytes();
  const std::size_t length = rig.lines().back().size() + 1;
  for (std::size_t size = 0; size < length; ++size) {
    rig.disk.reset();
    rig.disk.shorten_write(1, size);
    const auto receipt = rig.journal().append("note", "\"n\":2");
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().code, Code::io);
    EXPECT_NE(receipt.error().what.find("no space left"), std::string::npos);
    EXPECT_EQ(rig.bytes(), before) << size;
  }
  rig.fill(1);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A4_WhenEvenTakingBackFailsTheNextAppendHeals) {
  JournalRig rig;
  rig.fill(2);
  rig.disk.shorten_write(1, 60);
  rig.disk.fail(DiskCall::truncate, 1, kDead);
  EXPECT_FALSE(rig.journal().append("note", "\"n\":2"));
  EXPECT_EQ(rig.check().torn_bytes, 60U);
  rig.fill(1);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A5_AFailedWriteIsToldAndNothingIsAppended) {
  for (const char* const words :
       {"no space left", "the disk quota is used up", "the file would become too large",
        "the disk reports an error", "the file system is read-only"}) {
    JournalRig rig;
    rig.fill(1);
    const std::string before = rig.bytes();
    rig.disk.fail(DiskCall::write, 1, {Code::io, words, "", ""});
    const auto receipt = rig.journal().append("note", "");
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().code, Code::io);
    EXPECT_EQ(receipt.error().what, words);
    EXPECT_EQ(receipt.error().where, rig.path);
    EXPECT_EQ(rig.bytes(), before);
  }
}

TEST(Fault, A6_AFailedSyncIsToldAndNotTriedAgain) {
  JournalRig rig;
  rig.fill(1);
  auto options = rig.options();
  options.durable = true;
  auto journal = Journal::open(rig.world, rig.path, options).value();
  rig.disk.fail(DiskCall::sync, 1, {Code::io, "the disk reports an error", "", ""});
  const auto receipt = journal.append("note", "\"n\":1");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->durability, Durability::lost_sync);
  EXPECT_EQ(rig.disk.calls(DiskCall::sync), 1U);
  EXPECT_EQ(count_of(rig, "\"n\":1"), 1);
  // The file is opened anew.
  rig.disk.reset();
  EXPECT_EQ(journal.append("note", "")->durability, Durability::power);
  EXPECT_EQ(rig.disk.calls(DiskCall::open), 1U);
}

void ignore(int /*signal*/) {}

// An alarm every millisecond, and no call is restarted by itself.
void start_alarms() {
  struct sigaction action = {};
  action.sa_handler = ignore;
  ::sigaction(SIGALRM, &action, nullptr);
  const itimerval every_ms = {
      {0, 1000},
      {0, 1000}
  };
  ::setitimer(ITIMER_REAL, &every_ms, nullptr);
}

TEST(Fault, A7_AStormOfSignalsDoublesNothing) {
  constexpr int kWriters = 4;
  constexpr int kAppends = 300;
  JournalRig rig;
  std::vector<std::unique_ptr<Child>> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.push_back(std::make_unique<Child>([&] {
      start_alarms();
      auto journal = rig.real_journal();
      int failed = 0;
      for (int n = 0; n < kAppends; ++n) failed += !journal.append("note", "\"n\":1");
      return failed;
    }));
  }
  for (const auto& writer : writers) EXPECT_EQ(writer->wait(), 0);
  EXPECT_EQ(count_of(rig, "\"n\":1"), kWriters * kAppends);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A9_TheLimitIsKeptBeforeTheLockIsTaken) {
  JournalRig rig;
  auto journal = rig.journal();
  const std::size_t room = kMaxEntry - longest_line("note", R"("a":"")");
  ASSERT_TRUE(journal.append("note", "\"a\":\"\""));
  ASSERT_TRUE(journal.append("note", "\"a\":\"" + std::string(room, 'x') + "\""));
  rig.disk.reset();
  for (const std::size_t size : {room + 1, std::size_t{64} << 20U}) {
    const auto refused = journal.append("note", R"("a":")" + std::string(size, 'x') + "\"");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::invalid_input);
    EXPECT_EQ(rig.disk.calls(), 0U);
  }
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A10_WhatIsNoEntryIsNamedAndTheRestApplies) {
  const std::string deep = std::string(5000, '[');
  const std::vector<std::string> foreign = {std::string(40, '\0'),
                                            "\xff\xfe\x80",
                                            "\xEF\xBB\xBF{}",
                                            "",
                                            R"({"a":1,"a":2})",
                                            deep.substr(0, 300),
                                            deep,
                                            "{\"v\":1e999}",
                                            "[1]",
                                            "{\"v\":1}\r",
                                            "17",
                                            "null"};
  for (const std::string& line : foreign) {
    JournalRig rig;
    rig.fill(2);
    const auto lines = rig.lines();
    rig.overwrite(lines[0] + "\n" + lines[1] + "\n" + line + "\n" + lines[2] + "\n");
    const CheckReport report = rig.check();
    ASSERT_EQ(report.damage_count, 1U) << base::one_line(line);
    EXPECT_EQ(report.damages[0].line, 3U);
    EXPECT_EQ(report.entries, 3U);
    EXPECT_TRUE(rig.journal().append("note", ""));
  }
}

TEST(Fault, A10_UnknownKindsAreEntries) {
  JournalRig rig;
  ASSERT_TRUE(rig.journal().append("nobody.knows", "\"x\":{\"y\":[1]}"));
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, A11_EveryFlippedBitInTheMiddleIsNamed) {
  JournalRig rig;
  rig.fill(6);
  const std::string whole = rig.bytes();
  const auto lines = rig.lines();
  const std::size_t begin = lines[0].size() + lines[1].size() + lines[2].size() + 3;
  for (std::size_t at = begin; at <= begin + lines[3].size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
      rig.overwrite(bytes);
      const CheckReport report = rig.check();
      // A newline that appears makes two lines of one.
      ASSERT_GE(report.damage_count, 1U);
      ASSERT_LE(report.damage_count, 2U) << words_of(report);
      EXPECT_EQ(report.damages[0].line, 4U) << words_of(report);
      EXPECT_EQ(report.damages[0].offset, begin);
    }
  }
}

TEST(Fault, A12_AnyBytesStayOneLineAndHarmless) {
  const std::string evil = "a\nb\rc\t\x1b[2J\"\\\x7f\xe2\x80\xa8 \xff\x01";
  JournalRig rig;
  ASSERT_TRUE(rig.journal().append("note", "\"path\":" + base::json_string(evil)));
  EXPECT_EQ(rig.lines().size(), 2U);
  EXPECT_EQ(words_of(rig.check()), "");
  const std::string line = rig.lines()[1];
  for (const char c : line) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << c;
}

TEST(Fault, A14_AppendsWithoutTheLockAreSeen) {
  JournalRig rig;
  rig.fill(3);
  const std::string last = rig.lines().back();
  rig.fill(1, 3);
  // What a second writer would have written that had not seen the fourth.
  const Entry before = read_entry(last).value();
  std::string rival =
      write_entry({.kind = "note", .fields = "\"n\":4", .seq = before.seq + 1, .prev = before.sum});
  rig.overwrite(rig.bytes() + rival);
  EXPECT_EQ(words_of(rig.check()), "line 6: number 5 after 5");
}

TEST(Fault, A14_AnUnlockedWriteBetweenDecisionAndAppendIsNoticed) {
  JournalRig rig;
  rig.fill(1);
  int decisions = 0;
  const auto receipt = rig.journal().transact([&](const Tail&) {
    if (++decisions == 1) rig.overwrite(rig.bytes() + "intruder\n");
    return Draft{"note", "\"n\":1"};
  });
  ASSERT_TRUE(receipt);
  EXPECT_EQ(decisions, 2);
  EXPECT_EQ((*receipt)->note, "1 damaged line at the end: see journal check");
}

}  // namespace
}  // namespace coord
