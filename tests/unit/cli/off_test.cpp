#include "hooks/off.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace {

using hooks::Off;

class OffSwitch : public testing::Test {
 protected:
  Off half_an_hour() {
    constexpr base::Millis kLength = 30LL * 60 * 1000;
    return {
        clock_.wall_ms(), clock_.wall_ms() + kLength, clock_.boot_ms() + kLength, clock_.boot_id(),
        "anna",           "the \"build\" hangs"};
  }
  void write(const Off& off) { ASSERT_TRUE(hooks::write_off(world_, dir_.path(), off)); }
  std::optional<Off> read() { return hooks::read_off(world_, dir_.path()); }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_ = base::read_env();
  base::World world_{base::real_disk(), clock_, env_};
};

TEST_F(OffSwitch, IsOnUnlessWritten) {
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, SaysWhatWasWritten) {
  const Off off = half_an_hour();
  write(off);
  EXPECT_EQ(read(), off);
}

TEST_F(OffSwitch, EndsByItself) {
  write(half_an_hour());
  clock_.advance(30LL * 60 * 1000);
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, ClockSetBackDoesNotProlongIt) {
  write(half_an_hour());
  clock_.advance(30LL * 60 * 1000);
  clock_.set_wall(0);
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, EndsWithTheBoot) {
  write(half_an_hour());
  clock_.reboot("another");
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, LongerThanADayIsNotBelieved) {
  Off off = half_an_hour();
  off.until_boot += hooks::kMaxOff;
  write(off);
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, FileThatOthersMayWriteIsNotBelieved) {
  write(half_an_hour());
  ASSERT_TRUE(world_.disk.set_mode(dir_ / "off.json", 0666));
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, FileOfAnotherUserIsNotBelieved) {
  write(half_an_hour());
  env_.uid += 1;
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, LinkAndRubbishAreNotBelieved) {
  dir_.write("off.json", R"({"schema":"off/1")");
  EXPECT_FALSE(read());
  dir_.write("off.json", R"({"schema":"off/2"})");
  EXPECT_FALSE(read());
}

TEST_F(OffSwitch, ClearingTwiceIsFine) {
  write(half_an_hour());
  EXPECT_TRUE(hooks::clear_off(world_, dir_.path()).value());
  EXPECT_FALSE(hooks::clear_off(world_, dir_.path()).value());
  EXPECT_FALSE(read());
}

}  // namespace
