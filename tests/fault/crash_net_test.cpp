#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "coord/base/clock.h"
#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace {

using support::Ended;
using support::Out;
using support::Start;

Start probe(const std::string& way) {
  return {
      .argv = {std::string(FLOCKGATE_BINARY_DIR) + "/tests/bin/crash_probe", way}
  };
}

bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__)
  return true;
#else
  return false;
#endif
}

class Crash : public testing::TestWithParam<const char*> {};

TEST_P(Crash, P13_EveryEndPrintsTheLastWordsAndBlocks) {
  const std::string way = GetParam();
  if (is_sanitized() && way == "memory") {
    GTEST_SKIP() << "AddressSanitizer answers impossible allocations itself";
  }
  const Ended ended = support::run(probe(way));
  EXPECT_EQ(ended.signal, 0);
  EXPECT_EQ(ended.code, 2);
  EXPECT_EQ(ended.out, "last out\n");
  EXPECT_EQ(ended.err, "last err\n");
}

INSTANTIATE_TEST_SUITE_P(Fault, Crash,
                         testing::Values("segv", "abort", "divide", "overflow", "memory",
                                         "terminate", "promise", "deadline"),
                         [](const auto& way) { return std::string(way.param); });

TEST(Fault, P13_AfterJudgingACrashKeepsTheVerdict) {
  const Ended ended = support::run(probe("judged"));
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.out, "best out\n");
}

TEST(Fault, P13_StackOverflowOnASmallStack) {
  Start start = probe("overflow");
  start.limits = {
      {RLIMIT_STACK, 256UL << 10U}
  };
  EXPECT_EQ(support::run(start).code, 2);
}

// The next record tells how many there are; at the deadline the disk may be what hangs.
TEST(Fault, P13_ACrashIsCountedAsALostRecordADeadlineIsNot) {
  const support::TempDir dir;
  for (const auto& [way, counted] : {
           std::pair{"segv",     "."},
           std::pair{"promise",  "."},
           std::pair{"deadline", "" }
  }) {
    const std::string tally = dir / way;
    Start start = probe(way);
    start.argv.push_back(tally);
    EXPECT_EQ(support::run(start).out, "last out\n");
    EXPECT_EQ(dir.has(way) ? dir.read(way) : "", counted) << way;
  }
}

TEST(Fault, P14_ABlockedAlarmIsStillTheNet) {
  Start start = probe("deadline");
  start.blocked = {SIGALRM, SIGTERM};
  EXPECT_EQ(support::run(start).code, 2);
}

// Installed entries give the hook 10 s; who is killed then has let the call go on.
TEST(Fault, P14_PutOffAgainAndAgainTheNetHoldsBeforeThePlatformGivesUp) {
  const base::Millis began = base::real_clock().boot_ms();
  EXPECT_EQ(support::run(probe("late")).code, 2);
  const base::Millis took = base::real_clock().boot_ms() - began;
  EXPECT_GT(took, 7'000);
  EXPECT_LT(took, 9'500);
}

TEST(Fault, P8_AnAnswerNobodyReadsIsCarriedByTheExitCode) {
  Start start = probe("printing");
  start.out = Out::stuck;
  EXPECT_EQ(support::run(start).code, 2);
}

TEST(Fault, P8_LastWordsWithoutAnyStreamStillBlock) {
  Start start = probe("segv");
  start.out = Out::closed;
  start.err = Out::closed;
  const Ended ended = support::run(start);
  EXPECT_EQ(ended.signal, 0);
  EXPECT_EQ(ended.code, 2);
}

}  // namespace
