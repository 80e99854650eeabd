#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "guards/shell/dump.h"
#include "guards/shell/expand.h"
#include "guards/shell/parser.h"
#include "tests/support/cases.h"
#include "tests/support/shell_spans.h"

namespace guards::shell {
namespace {

const std::vector<std::string>& commands() {
  static const std::vector<std::string> kAll = [] {
    std::vector<std::string> texts;
    for (const char* name : {"shell/generated.jsonl", "shell/bash.jsonl", "shell/words.jsonl",
                             "shell/redirects.jsonl", "shell/commands.jsonl"}) {
      for (const auto& line : support::read_cases(name)) texts.push_back(line["in"]);
    }
    return texts;
  }();
  return kAll;
}

std::string any_command() {
  return *rc::gen::elementOf(commands());
}

// Cuts, doubles, exchanges and inserts pieces of commands.
std::string mutated() {
  std::string text = any_command();
  const int changes = *rc::gen::inRange(1, 6);
  for (int n = 0; n < changes; ++n) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto size = *rc::gen::inRange<std::size_t>(0, 4);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text.erase(at, size);
        break;
      case 1:
        text.insert(at, *rc::gen::element<std::string>("'", "\"", "`", "$(", "${", ")", "}", "\\",
                                                       "\n", "<<A\n", "((", "))", "|", "&", ";"));
        break;
      case 2:
        text.insert(at, text.substr(at / 2, size * 4));
        break;
      default:
        text.insert(at, any_command());
    }
  }
  return text;
}

TEST(ShellProperty, SpansRebuildEveryKnownCommand) {
  for (const std::string& text : commands()) {
    const Tree tree = parse(text);
    if (tree.error.has_value()) continue;
    EXPECT_EQ(support::wrong_span(text, *tree.block), "") << text;
  }
}

RC_GTEST_PROP(ShellProperty, SpansRebuildWhatIsAccepted, ()) {
  const std::string text = mutated();
  const Tree tree = parse(text);
  RC_ASSERT(tree.complete);
  if (tree.error.has_value()) {
    RC_ASSERT(tree.error->span.end <= text.size());
    RC_ASSERT(tree.error->runs_until <= text.size());
  } else {
    RC_ASSERT(support::wrong_span(text, *tree.block) == "");
  }
}

RC_GTEST_PROP(ShellProperty, SameTextSameTree, ()) {
  const std::string text = mutated();
  RC_ASSERT(dump(parse(text)) == dump(parse(text)));
}

RC_GTEST_PROP(ShellProperty, CommentsAndBlanksChangeNothing, ()) {
  const std::string text = any_command();
  RC_PRE(!parse(text).error.has_value());
  RC_ASSERT(dump(parse(" \t\n# x `( \n" + text)) == dump(parse(text)));
}

RC_GTEST_PROP(ShellProperty, AGroupHoldsWhatItsTextIs, ()) {
  const std::string text = any_command();
  RC_PRE(!parse(text).error.has_value() && !parse(text).block->statements.empty());
  RC_PRE(text.back() != '\\');
  RC_PRE(text.find("<<") == std::string::npos);  // its end may be the end of a body
  const std::string inside = dump(parse(text + "\n"));
  RC_ASSERT(dump(parse("{\n" + text + "\n}")) == "(group " + inside + ")");
  RC_ASSERT(dump(parse("(\n" + text + "\n)")) == "(subshell " + inside + ")");
}

RC_GTEST_PROP(ShellProperty, AnyBytesHaveAnAnswer, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const Tree tree = parse(text);
  RC_ASSERT(tree.error.has_value() || support::wrong_span(text, *tree.block) == "");
}

RC_GTEST_PROP(ShellProperty, AQuotedWordIsItsValue, ()) {
  const auto value = *rc::gen::nonEmpty(rc::gen::container<std::string>(
      rc::gen::suchThat(rc::gen::arbitrary<char>(), [](char c) { return c != '\''; })));
  const std::string text = "a '" + value + "'";
  const Tree tree = parse(text);
  const Command& command = tree.block->statements.front().pipelines.front().commands.front();
  const Word& word = *std::next(as<Simple>(command).words.begin());
  RC_ASSERT(constant_text(word.parts) == value);
}

}  // namespace
}  // namespace guards::shell
