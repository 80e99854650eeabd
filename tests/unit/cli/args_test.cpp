#include "hooks/cli/args.h"

#include <gtest/gtest.h>

#include <array>

#include "hooks/cli/help.h"

namespace {

using hooks::cli::Flag;
using hooks::cli::Invocation;
using hooks::cli::read_args;
using hooks::cli::Verb;

constexpr std::array kFlags = {
    Flag{"--since", "TIME",  "not before"},
    Flag{ "--follow",       "", "go on",          'f'}
};
constexpr Verb kVerb{"audit", "list | tail", "what was judged", kFlags, false, nullptr};

Invocation read(const std::vector<std::string>& words) {
  const auto call = read_args(kVerb, words);
  EXPECT_TRUE(call) << base::to_text(call.error());
  return call.value_or(Invocation());
}

base::Error refused(const std::vector<std::string>& words) {
  const auto call = read_args(kVerb, words);
  EXPECT_FALSE(call);
  return call ? base::Error() : call.error();
}

TEST(Args, WordsAndFlagsInAnyOrder) {
  const Invocation call = read({"list", "--since", "5m", "more", "-f", "--json"});
  EXPECT_EQ(call.words, (std::vector<std::string>{"list", "more"}));
  EXPECT_EQ(call.value("--since"), "5m");
  EXPECT_TRUE(call.has("--follow"));
  EXPECT_TRUE(call.json());
  EXPECT_EQ(call.word(1), "more");
  EXPECT_EQ(call.word(2), "");
}

TEST(Args, ValueBehindAnEqualsSign) {
  EXPECT_EQ(read({"--since=5m"}).value("--since"), "5m");
}

TEST(Args, RepeatedFlagKeepsAllValues) {
  const Invocation call = read({"--since", "a", "--since", "b"});
  ASSERT_EQ(call.values("--since").size(), 2u);
  EXPECT_EQ(call.values("--since")[0], "a");
  EXPECT_EQ(call.value("--since"), "b");
}

TEST(Args, WordsBehindTwoDashesAreLeftAlone) {
  const Invocation call = read({"list", "--", "rm", "--since", "--"});
  EXPECT_EQ(call.words, (std::vector<std::string>{"list"}));
  EXPECT_EQ(call.rest, (std::vector<std::string>{"rm", "--since", "--"}));
  EXPECT_FALSE(call.has("--since"));
}

TEST(Args, JsonAndEmptyWordsArePlainWords) {
  const Invocation call = read({"append", "note", R"({"a":[1,"--x"]})", "", "-"});
  EXPECT_EQ(call.word(2), R"({"a":[1,"--x"]})");
  EXPECT_EQ(call.words.size(), 5u);
}

TEST(Args, UnknownFlagNamesTheNearest) {
  const base::Error error = refused({"--sinse", "5m"});
  EXPECT_EQ(error.code, base::Code::invalid_input);
  EXPECT_EQ(error.what, "unknown flag --sinse");
  EXPECT_EQ(error.hint, "did you mean --since?");
}

TEST(Args, UnknownFlagFarFromAllPointsToHelp) {
  EXPECT_EQ(refused({"--frobnicate"}).hint, "see flockgate help audit");
}

TEST(Args, MissingValueIsTold) {
  EXPECT_NE(refused({"--since"}).what.find("--since"), std::string::npos);
}

TEST(Args, HelpShowsEveryRow) {
  const std::string help = hooks::cli::help_of(kVerb);
  for (const std::string_view part : {"flockgate audit: what was judged", "audit list | tail",
                                      "--since TIME", "-f, --follow", "not before", "--json"}) {
    EXPECT_NE(help.find(part), std::string::npos) << part;
  }
}

TEST(Args, EveryVerbHasAFunctionAndASummary) {
  for (const Verb& verb : hooks::cli::verbs()) {
    EXPECT_NE(verb.run, nullptr) << verb.name;
    EXPECT_FALSE(verb.summary.empty()) << verb.name;
    EXPECT_EQ(hooks::cli::find_verb(hooks::cli::verbs(), verb.name), &verb);
  }
}

}  // namespace
