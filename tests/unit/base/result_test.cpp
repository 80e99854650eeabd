#include "coord/base/result.h"

#include <gtest/gtest.h>

namespace base {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(Code::invalid_input, "odd", "n", "pass an even number");
  return n / 2;
}

Result<int> quarter(int n) {
  const int once = TRY(half(n));
  return TRY(half(once));
}

TEST(Result, TryTakesTheValue) {
  EXPECT_EQ(quarter(8).value(), 2);
}

TEST(Result, TryPassesTheErrorUp) {
  const auto result = quarter(6);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Code::invalid_input);
  EXPECT_EQ(to_text(result.error()), "odd (n); pass an even number");
}

TEST(Result, EveryCodeHasItsName) {
  EXPECT_STREQ(name_of(Code::invalid_input), "invalid_input");
  EXPECT_STREQ(name_of(Code::internal), "internal");
}

}  // namespace
}  // namespace base
