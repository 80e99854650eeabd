#include "coord/base/ensure.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>

namespace base {
namespace {

TEST(EnsureDeathTest, BrokenPromiseRunsTheLastActAndLeavesWith70) {
  const auto tell = [](const char* why) noexcept {
    static_cast<void>(::write(STDERR_FILENO, why, std::strlen(why)));
  };
  EXPECT_EXIT(
      {
        set_last_act(tell);
        ensure(false, "two and two");
      },
      testing::ExitedWithCode(70), "two and two");
  EXPECT_EXIT(broken_promise("nobody listens"), testing::ExitedWithCode(70), "");
}

TEST(EnsureDeathTest, LastActMayLeaveByItself) {
  const auto leave = [](const char*) noexcept { ::_exit(2); };
  EXPECT_EXIT(
      {
        set_last_act(leave);
        ensure(false, "x");
      },
      testing::ExitedWithCode(2), "");
}

TEST(Ensure, KeptPromiseCostsNothing) {
  bool ran = false;
  ensure(true, "never");
  ran = true;
  EXPECT_TRUE(ran);
}

}  // namespace
}  // namespace base
