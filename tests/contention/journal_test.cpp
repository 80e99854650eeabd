#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <memory>

#include "coord/journal/reader.h"
#include "tests/support/child.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using support::Child;
using support::Gate;
using support::JournalRig;
using support::words_of;

constexpr int kProcesses = 50;

std::string field(int process, int n) {
  return "\"who\":" + std::to_string(process) + ",\"n\":" + std::to_string(n);
}

// Every note of the journal, in order of appearance.
std::vector<std::string> notes_of(const JournalRig& rig) {
  std::vector<std::string> notes;
  for (const std::string& line : rig.lines()) {
    const auto entry = read_entry(line);
    if (entry && entry->kind == "note") notes.emplace_back(entry->fields);
  }
  return notes;
}

TEST(Contention, FiftyProcessesLoseNothing) {
  constexpr int kAppends = 40;
  JournalRig rig;
  const Gate gate;
  std::vector<std::unique_ptr<Child>> writers;
  for (int process = 0; process < kProcesses; ++process) {
    writers.push_back(std::make_unique<Child>([&, process] {
      auto journal = rig.real_journal();
      gate.pass();
      int failed = 0;
      for (int n = 0; n < kAppends; ++n) failed += !journal.append("note", field(process, n));
      return failed > 0 ? 1 : 0;
    }));
  }
  for (int i = 0; i < kProcesses; ++i) gate.open();
  for (const auto& writer : writers) EXPECT_EQ(writer->wait(), 0);
  EXPECT_EQ(words_of(rig.check()), "");
  std::vector<int> next(kProcesses, 0);
  for (const std::string& note : notes_of(rig)) {
    int process = 0;
    int n = 0;
    ASSERT_EQ(std::sscanf(note.c_str(), "\"who\":%d,\"n\":%d", &process, &n), 2);
    EXPECT_EQ(n, next[static_cast<std::size_t>(process)]++);  // each writer's own order
  }
  for (const int count : next) EXPECT_EQ(count, kAppends);
}

// A writer that tells `end` of every append, until it is killed.
int append_and_tell(JournalRig& rig, int process, int end) {
  auto journal = rig.real_journal();
  for (int n = 0;; ++n) {
    if (!journal.append("note", field(process, n))) return 1;
    if (::write(end, ".", 1) != 1) return 1;
  }
}

// How many appends a writer told of that is killed somewhere after its tenth.
int told_by_a_killed_writer(JournalRig& rig, int process) {
  std::array<int, 2> ends = {-1, -1};
  EXPECT_EQ(::pipe(ends.data()), 0);
  int told = 0;
  char byte = 0;
  {
    const Child writer([&] { return append_and_tell(rig, process, ends[1]); });
    for (; told < 10; ++told) EXPECT_EQ(::read(ends[0], &byte, 1), 1);
    writer.send(SIGKILL);
  }
  ::close(ends[1]);
  while (::read(ends[0], &byte, 1) == 1) ++told;
  ::close(ends[0]);
  return told;
}

TEST(Fault, I12_KilledWritersLoseNothingTheyWereToldAndKeepNoLock) {
  JournalRig rig;
  rig.fill(1, 9000);
  std::vector<int> told;
  for (int process = 0; process < kProcesses; ++process) {
    told.push_back(told_by_a_killed_writer(rig, process));
  }
  rig.fill(1, 9001);
  EXPECT_EQ(words_of(rig.check()), "");
  std::vector<int> found(kProcesses + 1, 0);
  for (const std::string& note : notes_of(rig)) {
    int process = 0;
    if (std::sscanf(note.c_str(), "\"who\":%d", &process) == 1) {
      ++found[static_cast<std::size_t>(process)];
    }
  }
  for (std::size_t process = 0; process < told.size(); ++process) {
    EXPECT_GE(found[process], told[process]);
    EXPECT_LE(found[process], told[process] + 1);  // written, killed before it could tell
  }
}

TEST(Fault, I11_EveryWaiterOfAHeldLockGivesUpAndNamesTheHolder) {
  JournalRig rig;
  rig.fill(1);
  const Gate has_it;
  const Child holder([&] {
    auto journal = rig.real_journal();
    const auto receipt = journal.transact([&](const Tail&) -> base::Result<std::optional<Draft>> {
      has_it.open();
      for (;;) ::pause();
    });
    return receipt ? 0 : 1;
  });
  has_it.pass();
  const std::string before = rig.bytes();
  std::vector<std::unique_ptr<Child>> waiters;
  for (int i = 0; i < kProcesses; ++i) {
    waiters.push_back(std::make_unique<Child>([&] {
      const auto receipt = rig.real_journal(100).append("note", "");
      if (receipt || receipt.error().code != base::Code::timed_out) return 1;
      const std::string name = "pid " + std::to_string(holder.pid()) + " ";
      return receipt.error().where.find(name) == std::string::npos ? 2 : 0;
    }));
  }
  for (const auto& waiter : waiters) EXPECT_EQ(waiter->wait(), 0);
  EXPECT_EQ(rig.bytes(), before);
}

}  // namespace
}  // namespace coord
