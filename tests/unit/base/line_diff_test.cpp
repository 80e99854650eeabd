#include "coord/base/line_diff.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace base {
namespace {

std::string shown(std::string_view before, std::string_view after) {
  std::string text;
  for (const DiffLine& line : diff_lines(before, after).lines) {
    text += (line.added ? '+' : '-') + std::to_string(line.number) + std::string(line.text) + ' ';
  }
  return text;
}

// What the diff says, done to `before`.
std::string patched(std::string_view before, const LineDiff& diff) {
  std::vector<std::string_view> lines;
  for (std::string_view rest = before; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    lines.push_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  for (auto line = diff.lines.rbegin(); line != diff.lines.rend(); ++line) {
    if (!line->added) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line->number) - 1);
  }
  for (const DiffLine& line : diff.lines) {
    if (line.added)
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(line.number) - 1, line.text);
  }
  std::string text;
  for (const std::string_view line : lines) text += std::string(line) + '\n';
  return text;
}

TEST(LineDiff, SaysWhatWentAndWhatCame) {
  EXPECT_EQ(shown("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(shown("", "a\nb\n"), "+1a +2b ");
  EXPECT_EQ(shown("a\nb\n", ""), "-1a -2b ");
  EXPECT_EQ(shown("a\nb\nc\n", "a\nB\nc\n"), "-2b +2B ");
  EXPECT_EQ(shown("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n"), "-1a +1A -5e +5E ");
  EXPECT_EQ(shown("a\nb\n", "x\ny\n"), "-1a -2b +1x +2y ");
  EXPECT_EQ(shown("a", "a\n"), "");  // a missing last newline is no line
  EXPECT_EQ(shown("a\n\nb\n", "a\nb\n"), "-2 ");
}

TEST(LineDiff, OfRandomTextsAlwaysLeadsFromOneToTheOther) {
  std::mt19937 random(1);
  for (int round = 0; round < 2'000; ++round) {
    std::array<std::string, 2> texts;
    for (std::string& text : texts) {
      for (std::size_t lines = random() % 12; lines > 0; --lines) {
        text += std::string(1, static_cast<char>('a' + random() % 3)) + '\n';
      }
    }
    const LineDiff diff = diff_lines(texts[0], texts[1]);
    ASSERT_EQ(patched(texts[0], diff), texts[1]) << texts[0] << "to\n" << texts[1];
    ASSERT_FALSE(diff.rough);
  }
}

TEST(LineDiff, GivesUpOnTextsThatHaveLittleInCommonInBoundedTime) {
  std::string before;
  std::string after;
  for (int i = 0; i < 20'000; ++i) {
    before += "old " + std::to_string(i) + '\n';
    after += "new " + std::to_string(i) + '\n';
  }
  const LineDiff diff = diff_lines(before, after);
  EXPECT_TRUE(diff.rough);
  EXPECT_EQ(diff.removed(), 20'000U);
  EXPECT_EQ(diff.added(), 20'000U);
  const LineDiff small = diff_lines(before + "end\n", "begin\n" + before);
  EXPECT_FALSE(small.rough);
  EXPECT_EQ(small.lines.size(), 2U);
}

TEST(LineDiff, FindsWhatStayedBetweenManyChanges) {
  std::string before;
  std::string after;
  for (int i = 0; i < 2'000; ++i) {
    before += "line " + std::to_string(i) + "\n}\n";
    after +=
        i % 2 == 0 ? "line " + std::to_string(i) + "\n}\n" : "other " + std::to_string(i) + '\n';
  }
  const LineDiff diff = diff_lines(before, after);
  EXPECT_FALSE(diff.rough);
  EXPECT_EQ(diff.added(), 1'000U);
  EXPECT_EQ(diff.removed(), 2'000U);
  EXPECT_EQ(patched(before, diff), after);
}

}  // namespace
}  // namespace base
