#include "guards/shell/expand.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "guards/shell/dump.h"
#include "guards/shell/parser.h"
#include "tests/support/cases.h"

namespace guards::shell {
namespace {

const Word& first_word(const Tree& tree) {
  const Command& command = tree.block->statements.front().pipelines.front().commands.front();
  return as<Simple>(command).words.front();
}

// The words that `written` becomes as arguments of a command.
std::string expanded(const std::string& written, std::size_t limit) {
  const std::string source = "echo " + written;
  Tree tree = parse(source);
  const Command& command = tree.block->statements.front().pipelines.front().commands.front();
  std::string line;
  for (const Word& word : List<Word>(as<Simple>(command).words.front().next)) {
    const auto words = expand_braces(word, tree.arena, limit);
    if (!words.has_value()) return "too many";
    for (const Word* one : *words) line += (line.empty() ? "" : " ") + dump(*one);
  }
  return line;
}

TEST(Braces, BecomeTheWordsTheCaseSays) {
  for (const auto& line : support::read_cases("shell/braces.jsonl")) {
    EXPECT_EQ(expanded(line["in"], 1000), line["want"].get<std::string>())
        << line["id"] << ": " << line["why"];
  }
}

TEST(Braces, TooManyWordsAreNotMade) {
  EXPECT_EQ(expanded("{1..100}", 1000).substr(0, 3), "1 2");
  EXPECT_EQ(expanded("{1..100000000000}", 1000), "too many");
  EXPECT_EQ(expanded("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", 1000), "too many");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "{a,";
  for (int i = 0; i < 100'000; ++i) deep += "}";
  EXPECT_EQ(expanded(deep, 1'000'000), "too many");
}

TEST(Expand, ConstantTextHasTheQuotesRemoved) {
  const Tree tree = parse(R"(a'b c'"d\"e"\ f$'\t'g)");
  EXPECT_EQ(constant_text(first_word(tree).parts), "ab cd\"e f\tg");
}

TEST(Expand, WhatDependsOnAnythingIsNotConstant) {
  for (const char* source : {"$a", "a*", "\"`b`\"", "~", "a$((1))", "<(a)", "x[1]"}) {
    const Tree tree = parse(source);
    EXPECT_FALSE(constant_text(first_word(tree).parts).has_value()) << source;
  }
}

TEST(Expand, QuotedIsAnyQuotedPart) {
  for (const char* source : {"a'b'", "\"\"", "\\a", "$'a'", "$\"a\""}) {
    EXPECT_TRUE(is_quoted(first_word(parse(source)).parts)) << source;
  }
  EXPECT_FALSE(is_quoted(first_word(parse("a$b*")).parts));
}

TEST(Expand, PlainTextIsOneUnquotedLiteral) {
  const Tree plain = parse("abc");
  const Tree quoted = parse("'abc'");
  EXPECT_EQ(plain_text(first_word(plain)), "abc");
  EXPECT_EQ(plain_text(first_word(quoted)), std::nullopt);
}

TEST(Expand, MappedTextSaysWhereEachByteStands) {
  const std::string source = R"('a b'"c\"d"\e$'\tf'g)";
  const Tree tree = parse(source);
  const Word& word = first_word(tree);
  const auto mapped = mapped_text(word.parts, word.span);
  ASSERT_TRUE(mapped.has_value());
  ASSERT_EQ(mapped->origin.size(), mapped->text.size() + 1);
  EXPECT_EQ(mapped->origin.back(), source.size());
  for (const char byte : {'a', 'b', 'c', 'd', 'e', 'g'}) {
    EXPECT_EQ(source[mapped->origin[mapped->text.find(byte)]], byte);
  }
}

}  // namespace
}  // namespace guards::shell
