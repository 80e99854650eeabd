// Fault-matrix section 4, the crowded rows: everybody wants the one lock at once.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

#include "tests/support/child.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using support::Child;
using support::Gate;
using support::JournalRig;

// What each process measured, where the test can read it.
class Board {
 public:
  explicit Board(std::size_t rows)
      : size_(rows * sizeof(base::Millis)),
        rows_(static_cast<base::Millis*>(
            ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))),
        count_(rows) {}
  ~Board() { ::munmap(rows_, size_); }
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  base::Millis& operator[](std::size_t row) { return rows_[row]; }
  base::Millis longest() const { return *std::max_element(rows_, rows_ + count_); }

 private:
  std::size_t size_;
  base::Millis* rows_;
  std::size_t count_;
};

constexpr std::size_t kWaiters = 50;
constexpr int kRounds = 20;

// Takes the lock kRounds times and holds it for half a millisecond; the longest wait.
base::Millis longest_wait(JournalRig& rig) {
  auto journal = rig.real_journal();
  base::Clock& clock = base::real_clock();
  base::Millis longest = 0;
  for (int round = 0; round < kRounds; ++round) {
    const base::Millis asked = clock.boot_ms();
    const auto held = journal.transact([&](const Tail&) -> base::Result<std::optional<Draft>> {
      longest = std::max(longest, clock.boot_ms() - asked);
      ::usleep(500);  // a disk that takes its time
      return std::optional<Draft>();
    });
    if (!held) return -1;
  }
  return longest;
}

// The longest wait as a share of the whole run, in percent; above 100 when somebody had no lock.
int worst_share() {
  JournalRig rig;
  rig.fill(1);
  Board waits(kWaiters);
  const Gate gate;
  std::vector<std::unique_ptr<Child>> waiters;
  for (std::size_t i = 0; i < kWaiters; ++i) {
    waiters.push_back(std::make_unique<Child>([&, i] {
      gate.pass();
      waits[i] = longest_wait(rig);
      return waits[i] < 0 ? 1 : 0;
    }));
  }
  const base::Millis begin = base::real_clock().boot_ms();
  for (std::size_t i = 0; i < kWaiters; ++i) gate.open();
  int failed = 0;
  for (const auto& waiter : waiters) failed += waiter->wait() != 0;
  const base::Millis took = std::max<base::Millis>(1, base::real_clock().boot_ms() - begin);
  return failed > 0 ? 101 : static_cast<int>(100 * waits.longest() / took);
}

TEST(Fault, L12_NobodyOfFiftyWaitersStarves) {
  std::array<int, 5> shares = {};
  for (int& share : shares) share = worst_share();
  std::ranges::sort(shares);
  EXPECT_LE(shares[2], 60) << "percent of the run that one waiter waited, median of five";
  EXPECT_LE(shares[4], 100);
}

TEST(Fault, L16_TwoHundredAtOnceAllAnswerWithinTheirDeadline) {
  constexpr int kProcesses = 200;
  JournalRig rig;
  const Gate gate;
  std::vector<std::unique_ptr<Child>> writers;
  for (int i = 0; i < kProcesses; ++i) {
    writers.push_back(std::make_unique<Child>([&] {
      auto journal = rig.real_journal(1000);
      gate.pass();
      return journal.append("note", "") ? 0 : 1;
    }));
  }
  for (int i = 0; i < kProcesses; ++i) gate.open();
  for (const auto& writer : writers) EXPECT_EQ(writer->wait(), 0);
  EXPECT_EQ(support::words_of(rig.check()), "");
  EXPECT_EQ(rig.lines().size(), kProcesses + 1U);  // and the first line of the journal
}

}  // namespace
}  // namespace coord
