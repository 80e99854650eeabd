#include "guards/commands/print.h"

#include <gtest/gtest.h>

namespace guards::commands {
namespace {

TEST(Print, FormatsAsBashDoes) {
  EXPECT_EQ(formatted("%s-%02d\\n", {"a", "7"}), "a-07\n");
  EXPECT_EQ(formatted("%s\\n", {"a", "b"}), "a\nb\n");
  EXPECT_EQ(formatted("\\163\\x65c", {}), "sec");
  EXPECT_EQ(formatted("%%|%5s|%-3s|", {"x", "y"}), "%|    x|y  |");
  EXPECT_EQ(formatted("%b", {"a\\tb"}), "a\tb");
  EXPECT_EQ(formatted("%.2s", {"abc"}), "ab");
}

TEST(Print, SplitsLinesForRead) {
  EXPECT_EQ(fields_of("  a  b c ", 2, " \t\n"), (std::vector<std::string>{"a", "b c"}));
  EXPECT_EQ(fields_of("", 2, " "), std::vector<std::string>{});
  EXPECT_EQ(fields_of("a b", 5, ""), std::vector<std::string>{"a b"});
}

}  // namespace
}  // namespace guards::commands
