#include "coord/base/clock.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace base {
namespace {

TEST(RealClock, BootTimeNeverRunsBack) {
  const Millis first = real_clock().boot_ms();
  EXPECT_GT(first, 0);
  EXPECT_GE(real_clock().boot_ms(), first);
}

TEST(RealClock, WallTimeIsOfThisCentury) {
  constexpr Millis k2024 = 1'704'067'200'000;
  EXPECT_GT(real_clock().wall_ms(), k2024);
}

TEST(RealClock, BootIdIsTheSameUntilTheNextBoot) {
  EXPECT_EQ(real_clock().boot_id(), real_clock().boot_id());
  if (real_clock().boot_id().empty()) GTEST_SKIP() << "this system has no name for a boot";
  EXPECT_EQ(real_clock().boot_id().size(), 36U);
}

TEST(FakeClock, MovesOnlyWhenTurned) {
  support::FakeClock clock;
  const Millis boot = clock.boot_ms();
  const Millis wall = clock.wall_ms();
  clock.advance(5000);
  EXPECT_EQ(clock.boot_ms(), boot + 5000);
  clock.set_wall(wall - 1);
  EXPECT_EQ(clock.boot_ms(), boot + 5000);
  clock.reboot("other");
  EXPECT_EQ(clock.boot_ms(), 0);
  EXPECT_EQ(clock.boot_id(), "other");
}

}  // namespace
}  // namespace base
