#include "coord/base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "coord/base/json_view.h"

namespace base {
namespace {

TEST(Text, SplitKeepsEmptyParts) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), std::vector<std::string_view>{""});
}

TEST(Text, TrimAndJoin) {
  EXPECT_EQ(trim(" \t a b \n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, NumbersAreWholeOrNothing) {
  EXPECT_EQ(to_int("-42"), -42);
  EXPECT_EQ(to_int("9223372036854775808"), std::nullopt);
  EXPECT_EQ(to_int("4x"), std::nullopt);
  EXPECT_EQ(to_int(" 4"), std::nullopt);
  EXPECT_EQ(to_int(""), std::nullopt);
}

TEST(Text, DurationsNeedAUnit) {
  EXPECT_EQ(to_millis("250ms"), 250);
  EXPECT_EQ(to_millis("5s"), 5000);
  EXPECT_EQ(to_millis("30m"), 1'800'000);
  EXPECT_EQ(to_millis("2h"), 7'200'000);
  EXPECT_EQ(to_millis("1d"), 86'400'000);
  for (const char* bad :
       {"", "5", "s", "-5s", "5 s", "5sec", "1.5s", "99999999999999999d", "NaN"}) {
    EXPECT_EQ(to_millis(bad), std::nullopt) << bad;
  }
}

TEST(Text, NearestNeedsHalfOfTheWord) {
  const std::vector<std::string_view> known = {"stage", "tier", "paths"};
  EXPECT_EQ(nearest("stgae", known), "stage");
  EXPECT_EQ(nearest("path", known), "paths");
  EXPECT_EQ(nearest("zzz", known), std::nullopt);
  EXPECT_EQ(nearest("", known), std::nullopt);
  EXPECT_EQ(nearest(std::string(1000, 'a'), known), std::nullopt);
}

TEST(Text, OneLineIsSafeOnATerminal) {
  EXPECT_EQ(one_line("a\nb\tc\rd"), "a\\nb\\tc\\rd");
  EXPECT_EQ(one_line("\x1B[31mred"), "\\x1b[31mred");
  EXPECT_EQ(one_line("\x7F"), "\\x7f");
  // NOLINTNEXTLINE(misc-misleading-bidirectional): spelled as bytes, nobody is misled
  EXPECT_EQ(one_line("x\xE2\x80\xAEy"), "x\\u{202e}y");
  EXPECT_EQ(one_line("\xC2\x9B"), "\\u{9b}");
  EXPECT_EQ(one_line("a\xFFz"), "a\\xffz");
  EXPECT_EQ(one_line("\xC3\xA9"), "\xC3\xA9");
}

TEST(Text, OneLineIsCutBetweenCharacters) {
  EXPECT_EQ(one_line("abcdef", 6), "abcdef");
  EXPECT_EQ(one_line("abcdefg", 6), "abcdef...");
  EXPECT_EQ(one_line("aaaaa\xC3\xA9", 6), "aaaaa...");
}

TEST(Text, Utf8IsWellFormed) {
  EXPECT_TRUE(is_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
  for (const char* bad :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xC3", "a\xE2\x82"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

TEST(Text, JsonStringEscapesWhatItMust) {
  EXPECT_EQ(json_string("a\"b\\c\n\r\t\b\f\x01\x7F"), R"("a\"b\\c\n\r\t\b\f\u0001\u007f")");
  EXPECT_EQ(json_string("\xC3\xA9"), "\"\xC3\xA9\"");
}

TEST(Text, HexOfBytes) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xFF\x1a", 3)), "00ff1a");
  EXPECT_EQ(from_hex("00ff1a"), std::string_view("\x00\xFF\x1a", 3));
  EXPECT_EQ(from_hex(""), "");
}

RC_GTEST_PROP(TextProperty, TextComesBackThroughJson, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "\"", "\\", "\n", "\x1B", "\x7F", "\xC3\xA9", "/"));
  const std::string text = join(parts, "");
  RC_ASSERT(JsonView::parse(json_string(text))->root().text() == text);
}

// P17: names of files are bytes; whatever they are, what we write is one JSON string on one line.
RC_GTEST_PROP(TextFault, P17_AnyBytesMakeOneValidJsonLine, (const std::string& bytes)) {
  const std::string json = json_string(bytes);
  RC_ASSERT(JsonView::parse(json).has_value());
  RC_ASSERT(json.find('\n') == std::string::npos);
}

RC_GTEST_PROP(TextProperty, OneLineHasNoControlBytesAndIsUtf8, (const std::string& bytes)) {
  const std::string line = one_line(bytes, 40);
  RC_ASSERT(line.size() <= 43U);
  RC_ASSERT(is_utf8(line));
  for (const char c : line) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != '\x7F');
}

TEST(AddLine, BreaksBetweenLinesOnly) {
  std::string text;
  for (const char* line : {"", "a", "", "b"}) add_line(text, line);
  EXPECT_EQ(text, "a\nb");
}

}  // namespace
}  // namespace base
