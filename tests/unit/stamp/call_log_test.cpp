#include "coord/stamp/call_log.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class CallLogTest : public ::testing::Test {
 protected:
  CallLog log() { return {world_, dir_ / "S/in-flight/a"}; }
  std::string bytes() const { return dir_.read("S/in-flight/a"); }
  std::vector<std::string> standing() {
    std::vector<std::string> all;
    const auto records = log().standing().value();
    for (const CallRecord& record : records) {
      all.push_back(std::to_string(record.topic) + record.call + record.body);
    }
    return all;
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
};

using Lines = std::vector<std::string>;

TEST_F(CallLogTest, TheLastRecordOfACallCountsUntilItIsTaken) {
  EXPECT_FALSE(log().take(1, "c").value());
  ASSERT_TRUE(log().put(1, "c", "old"));
  ASSERT_TRUE(log().put(1, "d", "x"));
  ASSERT_TRUE(log().put(2, "c", "y"));
  clock_.advance(5);
  ASSERT_TRUE(log().put(1, "c", "new"));
  EXPECT_EQ(standing(), (Lines{"1dx", "2cy", "1cnew"}));
  const auto taken = log().take(1, "c").value();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->body, "new");
  EXPECT_EQ(taken->wall_ms, clock_.wall_ms());
  EXPECT_FALSE(log().take(1, "c").value());
  EXPECT_EQ(standing(), (Lines{"1dx", "2cy"}));
}

TEST_F(CallLogTest, BehindADamagedRecordNothingIsKnownAndTheNextTakeMendsIt) {
  ASSERT_TRUE(log().put(1, "a", "1"));
  const std::size_t first = bytes().size();
  ASSERT_TRUE(log().put(1, "b", "2"));
  std::string spoiled = bytes();
  spoiled.back() ^= 1;
  dir_.write("S/in-flight/a", spoiled);
  ASSERT_TRUE(log().put(1, "c", "3"));
  EXPECT_EQ(standing(), Lines{"1a1"});
  EXPECT_FALSE(log().take(1, "c").value());
  EXPECT_EQ(bytes().size(), first);
  ASSERT_TRUE(log().put(1, "d", "4"));
  EXPECT_EQ(standing(), (Lines{"1a1", "1d4"}));
}

TEST_F(CallLogTest, ALogIsRemovedWhenNothingCountsAndWrittenAnewWhenItIsLong) {
  const std::string body(1000, 'x');
  std::size_t longest = 0;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(log().put(1, "c", body));
    ASSERT_TRUE(log().take(1, "c").value());
    longest = std::max(longest, dir_.has("S/in-flight/a") ? bytes().size() : 0);
  }
  EXPECT_LT(longest, 20'000U);
  ASSERT_TRUE(log().put(1, "stays", "s"));
  for (int i = 0; i < 600; ++i) {
    ASSERT_TRUE(log().put(1, "c", body));
    ASSERT_TRUE(log().take(1, "c").value());
    longest = std::max(longest, bytes().size());
  }
  EXPECT_LT(longest, 270'000U);
  EXPECT_EQ(standing(), Lines{"1stayss"});
}

// Hooks of one agent's parallel calls, while the log is removed and written anew beneath them.
TEST_F(CallLogTest, ParallelCallsLoseNothing) {
  base::World real{base::real_disk(), base::real_clock(), env_};
  const auto work = [&](int me) {
    for (int i = 0; i < 400; ++i) {
      CallLog mine(real, dir_ / "S/in-flight/a");
      const std::string call = std::to_string(me) + "-" + std::to_string(i);
      EXPECT_TRUE(mine.put(1, call, std::string(200, 'x')));
      const auto taken = mine.take(1, call);
      EXPECT_TRUE(taken && *taken) << call;
    }
  };
  std::vector<std::thread> all;
  for (int me = 0; me < 4; ++me) all.emplace_back(work, me);
  for (std::thread& one : all) one.join();
  EXPECT_EQ(standing(), Lines{});
}

TEST_F(CallLogTest, AClearedLogIsNone) {
  ASSERT_TRUE(log().put(1, "c", "1"));
  log().clear();
  EXPECT_FALSE(dir_.has("S/in-flight/a"));
  EXPECT_EQ(standing(), Lines{});
}

}  // namespace
}  // namespace coord
