#include "guards/shell/parser.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "guards/shell/dump.h"
#include "tests/support/cases.h"
#include "tests/support/shell_spans.h"

namespace guards::shell {
namespace {

class ParserCases : public testing::TestWithParam<const char*> {};

TEST_P(ParserCases, TreeIsWhatTheCaseSays) {
  for (const auto& line : support::read_cases(GetParam())) {
    const std::string source = line["in"];
    const Tree tree = parse(source);
    EXPECT_EQ(dump(tree), line["want"].get<std::string>()) << line["id"] << ": " << line["why"];
    if (!tree.error.has_value()) {
      EXPECT_EQ(support::wrong_span(source, *tree.block), "") << line["id"];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shell, ParserCases,
                         testing::Values("shell/commands.jsonl", "shell/redirects.jsonl",
                                         "shell/words.jsonl", "shell/errors.jsonl"));

// The word `at` of the first command.
const Word& word_of(const Tree& tree, std::size_t at) {
  const Command& command = tree.block->statements.front().pipelines.front().commands.front();
  auto word = as<Simple>(command).words.begin();
  std::advance(word, at);
  return *word;
}

TEST(Parser, SpansPointIntoTheSource) {
  const Tree tree = parse("cp  'a b' $(c d)");
  EXPECT_EQ(word_of(tree, 1).span, (Span{4, 9}));
  const auto& subst = as<CommandSubst>(word_of(tree, 2).parts.front());
  EXPECT_EQ(subst.body->statements.front().span, (Span{12, 15}));
}

TEST(Parser, SpansInsideBackquotesPointToTheEscapedText) {
  const Tree tree = parse(R"(a `b \`c\``)");
  const auto& outer = as<CommandSubst>(word_of(tree, 1).parts.front());
  const Command& command = outer.body->statements.front().pipelines.front().commands.front();
  const Word& second = *std::next(as<Simple>(command).words.begin());
  EXPECT_EQ(second.span, (Span{6, 10}));
}

TEST(Parser, OriginMapsATextTakenFromAWord) {
  const std::string_view whole = "bash -c 'rm x'";
  const std::vector<std::uint32_t> origin{9, 10, 11, 12, 13};
  ParseOptions options;
  options.origin = origin;
  const Tree tree = parse("rm x", options);
  const Span span = word_of(tree, 1).span;
  EXPECT_EQ(whole.substr(span.begin, span.end - span.begin), "x");
}

TEST(Parser, OnlyWholeLinesBeforeAnErrorRun) {
  EXPECT_EQ(parse("a\nb; c )").error->runs_until, 2U);
  EXPECT_EQ(parse("cat <<E\nx\nE\n)").error->runs_until, 12U);
  EXPECT_EQ(parse("if a\nthen b )").error->runs_until, 0U);
  EXPECT_EQ(parse("a; )").error->runs_until, 0U);
}

TEST(Parser, PatternsThatNeedExtglobAreNoted) {
  EXPECT_TRUE(parse("echo @(a)").needs_extglob);
  EXPECT_FALSE(parse("[[ a == @(b) ]]").needs_extglob);
  EXPECT_FALSE(parse("echo ${a#@(b)}").needs_extglob);
}

TEST(Parser, KnownExtglobMakesAPatternOfTheFirstWord) {
  ParseOptions options;
  options.extglob = true;
  EXPECT_EQ(dump(parse("!(a)", options)), "[!(a)]");
  EXPECT_EQ(dump(parse("!(a)")), "! (subshell [a])");
}

TEST(Parser, TreeOutlivesAMove) {
  Tree first = parse("a b");
  const Tree second = std::move(first);
  EXPECT_EQ(dump(second), "[a b]");
}

std::string repeated(std::string_view piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += piece;
  return all;
}

class ParserBounds : public testing::TestWithParam<const char*> {};

// Each opens something that is never closed, a hundred thousand times.
TEST_P(ParserBounds, DeepTextHasAnAnswerInBoundedMemory) {
  const std::string text = repeated(GetParam(), 100'000);  // the tree points into it
  const Tree tree = parse(text);
  EXPECT_TRUE(!tree.complete || tree.error.has_value());
  EXPECT_LE(tree.arena.used(), std::size_t{50} << 20);
  EXPECT_LE(dump(tree).size(), std::size_t{1} << 20);
}

INSTANTIATE_TEST_SUITE_P(Shell, ParserBounds,
                         testing::Values("$(", "$((", "((", "( ", "{ ", "\"$(", "${a:-", "$[", "<(",
                                         "@(", "a[", "a=(", "[[ ( ", "[[ ! ", "if a; then ",
                                         "while a; do ", "case a in b) ", "f() { ", "coproc ",
                                         "cat <<A $(\n", "$(cat <<A\n", "\"${a:-", "$((a) ",
                                         "a && (", "! { "));

ParseOptions within(Budget budget) {
  ParseOptions options;
  options.budget = budget;
  return options;
}

TEST(Parser, BeyondTheDepthStandsAnUnknown) {
  EXPECT_EQ(dump(parse(repeated("$(", 3), within({.depth = 4}))),
            "[$([$((unknown))])] !incomplete");
  EXPECT_EQ(dump(parse("a; { { { b; }; }; }", within({.depth = 2}))),
            "[a]; (group [<unknown>]) !incomplete");
}

TEST(Parser, BeyondTheSizeStandsAnUnknown) {
  const std::string text = repeated("a b; ", 1000);
  const Tree tree = parse(text, within({.bytes = 10'000}));
  EXPECT_FALSE(tree.complete);
  EXPECT_FALSE(tree.error.has_value());
  EXPECT_LE(tree.arena.used(), 40'000U);
}

TEST(Parser, LongFlatTextIsComplete) {
  EXPECT_TRUE(parse(repeated("x", 1 << 20)).complete);
  EXPECT_TRUE(parse(repeated("a ", 1 << 19)).complete);
  EXPECT_TRUE(parse("cat <<E\n" + repeated("$a b\n", 100'000) + "E\n").complete);
}

}  // namespace
}  // namespace guards::shell
