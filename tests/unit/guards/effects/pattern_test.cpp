#include "guards/effects/pattern.h"

#include <gtest/gtest.h>

namespace guards::effects {
namespace {

TEST(Pattern, FitsAsInCase) {
  EXPECT_TRUE(fits("*.txt", "a.txt"));
  EXPECT_TRUE(fits("a*b*c", "a/b/c"));
  EXPECT_TRUE(fits("[a-c]?", "bx"));
  EXPECT_TRUE(fits("[!a]x", "bx"));
  EXPECT_TRUE(fits("[[:digit:]]", "7"));
  EXPECT_TRUE(fits("@(a|b).c", "b.c"));
  EXPECT_TRUE(fits("+(ab)", "abab"));
  EXPECT_TRUE(fits("!(x)", "y"));
  EXPECT_TRUE(fits("[x", "[x"));
  EXPECT_FALSE(fits("*.txt", "a.md"));
  EXPECT_FALSE(fits("[!a]x", "ax"));
  EXPECT_FALSE(fits("@(a|b)", "c"));
  EXPECT_FALSE(fits("!(x)", "x"));
}

TEST(Pattern, QuotedOnlyFitsItself) {
  for (const char* text : {"*", "a?b", "[x]", "a\\b", "@(a|b)"}) {
    std::string pattern = "x";
    add_quoted(pattern, text);
    EXPECT_TRUE(fits(pattern, std::string("x") + text)) << text;
    EXPECT_EQ(unquoted(pattern), std::string("x") + text);
    EXPECT_FALSE(is_pattern(pattern)) << text;
  }
}

TEST(Pattern, HostilePatternsEnd) {
  std::string stars;
  for (int i = 0; i < 200; ++i) stars += "*a";
  EXPECT_TRUE(fits(stars + "b", std::string(5000, 'a')));  // the budget is spent: "may fit"
}

}  // namespace
}  // namespace guards::effects
