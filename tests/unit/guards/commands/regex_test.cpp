#include <array>

#include "guards/commands/regex.h"

#include <gtest/gtest.h>

namespace {

using guards::commands::Dialect;
using guards::commands::has_lone_class;
using guards::commands::Regex;
using guards::commands::substituted;

bool is_in(const char* pattern, Dialect dialect, const std::string& text) {
  const auto regex = Regex::compile(pattern, dialect, false);
  EXPECT_TRUE(regex) << pattern;
  return regex && regex->is_in(text);
}

TEST(Regex, SaysWhatIsInAText) {
  struct Row {
    const char* pattern;
    Dialect dialect;
    const char* text;
    bool in;
  };
  constexpr auto kBasic = Dialect::basic;
  constexpr auto kExtended = Dialect::extended;
  constexpr auto kPerl = Dialect::perl;
  const auto rows = std::to_array<Row>({
      {"abc",            kBasic,    "xabcx",   true },
      {"^abc$",          kBasic,    "xabcx",   false},
      {"a.c",            kBasic,    "abc",     true },
      {"a\\.c",          kBasic,    "abc",     false},
      {"a*",             kBasic,    "",        true },
      {"*a",             kBasic,    "*a",      true },
      {"a\\+b",          kBasic,    "aab",     true },
      {"a+b",            kBasic,    "aab",     false},
      {"a\\|b",          kBasic,    "b",       true },
      {R"(\(ab\)\{2\})", kBasic,    "abab",    true },
      {"(ab){2}",        kExtended, "ab",      false},
      {"(ab){2,}",       kExtended, "ababab",  true },
      {"(a|bc)+d",       kExtended, "abcd",    true },
      {"^(a|b)*$",       kExtended, "abba",    true },
      {"[a-c]x",         kExtended, "bx",      true },
      {"[^a-c]x",        kExtended, "bx",      false},
      {"[]x]",           kExtended, "]",       true },
      {"[[:digit:]]+",   kExtended, "a7",      true },
      {"\\.(c|h)$",      kExtended, "a.h",     true },
      {"\\bfoo\\b",      kBasic,    "a foo b", true },
      {"\\bfoo\\b",      kBasic,    "afoo",    false},
      {"\\d+",           kPerl,     "x12",     true },
      {"^(?:a|b)$",      kPerl,     "b",       true },
      {"(a*)*b",         kExtended, "aaab",    true },
  });
  for (const Row& row : rows)
    EXPECT_EQ(is_in(row.pattern, row.dialect, row.text), row.in) << row.pattern << " " << row.text;
}

TEST(Regex, DoesNotPretend) {
  for (const char* pattern : {"(a", "a{999}", "[a", "\\1", "(?=a)", "(?i)a"})
    EXPECT_FALSE(Regex::compile(pattern, Dialect::perl, false)) << pattern;
}

TEST(Regex, FoldsCase) {
  EXPECT_TRUE(Regex::compile("FoO", Dialect::basic, true)->is_in("xfOox"));
}

TEST(Regex, ReplacesAsSedDoes) {
  const auto run = [](const char* pattern, const char* text, const char* to, bool all) {
    return substituted(*Regex::compile(pattern, Dialect::extended, false), text, to, all);
  };
  EXPECT_EQ(run("o", "foo", "0", false), "f0o");
  EXPECT_EQ(run("o", "foo", "0", true), "f00");
  EXPECT_EQ(run("(.)(.)", "ab", "\\2\\1", false), "ba");
  EXPECT_EQ(run("b", "abc", "[&]", false), "a[b]c");
  EXPECT_EQ(run("x*", "abc", "-", true), "-a-b-c-");
  EXPECT_EQ(run("$", "abc", ".txt", false), "abc.txt");
}

// Nested stars are exponential for a matcher that goes back.
TEST(Regex, IsLinearInTheText) {
  const auto regex = Regex::compile("(a*)*(a*)*c", Dialect::extended, false);
  ASSERT_TRUE(regex);
  EXPECT_FALSE(regex->is_in(std::string(3000, 'a')));
}

TEST(Regex, KnowsTheClassThatGnuRefuses) {
  EXPECT_TRUE(has_lone_class("s/[:space:]+$//"));
  EXPECT_FALSE(has_lone_class("s/[[:space:]]+$//"));
  EXPECT_FALSE(has_lone_class("[a-z]*[:"));
}

}  // namespace
