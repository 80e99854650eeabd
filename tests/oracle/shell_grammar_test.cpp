// Does bash take what we take? Asked with `bash -n`, which reads and runs nothing.
#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "coord/base/text.h"
#include "guards/shell/parser.h"
#include "tests/support/cases.h"
#include "tests/support/run_binary.h"

namespace guards::shell {
namespace {

constexpr const char* kBash = "/bin/bash";
// Rows of commands outside the project, for those who have them; see docs/spec/shell.md.
constexpr const char* kCorpus = "../shared/corpus/shell-effects.dev.jsonl";

// bash 5.2 ends with 0 after an error inside [[ ]], so what it says counts as well.
constexpr const char* kAsk = R"(
while IFS= read -r -d '' text; do
  for option in +O -O; do
    said=$(LC_ALL=C "$BASH" "$option" extglob -n -c "$text" 2>&1 >/dev/null)
    code=$?
    case $said in
      *'syntax error'*|*unexpected*|*'operator expected'*) code=2 ;;
    esac
    [ "$code" = 0 ] && break
  done
  case $code$option in
    0+O) echo accept ;;
    0-O) echo extglob ;;
    *) echo reject ;;
  esac
done)";

std::vector<std::string> answers_of_bash(const std::vector<std::string>& texts) {
  std::string input;
  for (const std::string& text : texts) input += text + '\0';
  const support::Ended ended = support::run({
      .argv = {kBash, "-c", kAsk},
        .input = input, .env = {"PATH=/usr/bin:/bin"}
  });
  std::istringstream lines(ended.out);
  std::vector<std::string> answers;
  for (std::string line; std::getline(lines, line);) answers.push_back(line);
  EXPECT_EQ(answers.size(), texts.size()) << ended.err;
  answers.resize(texts.size());
  return answers;
}

std::string answer_of_ours(const std::string& text) {
  const Tree tree = parse(text);
  if (tree.error.has_value()) return "reject";
  return tree.needs_extglob ? "extglob" : "accept";
}

bool is_known_bash() {
  if (access(kBash, X_OK) != 0) return false;
  const support::Ended ended = support::run({
      .argv = {kBash, "-c", "echo ${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}"}
  });
  return ended.out == "5.2\n";
}

class BashGrammar : public testing::TestWithParam<const char*> {};

TEST_P(BashGrammar, OurAnswerIsTheRecordedOne) {
  for (const auto& line : support::read_cases(GetParam())) {
    EXPECT_EQ(answer_of_ours(line["in"]), line["want"].get<std::string>())
        << line["id"] << ": " << line["in"];
  }
}

TEST_P(BashGrammar, TheRecordedAnswerIsThatOfBash) {
  if (!is_known_bash()) GTEST_SKIP() << "no bash 5.2 at " << kBash;
  std::vector<std::string> texts;
  const auto cases = support::read_cases(GetParam());
  for (const auto& line : cases) texts.push_back(line["in"]);
  const auto answers = answers_of_bash(texts);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(answers[i], cases[i]["want"].get<std::string>())
        << cases[i]["id"] << ": " << texts[i];
  }
}

INSTANTIATE_TEST_SUITE_P(Oracle, BashGrammar,
                         testing::Values("shell/bash.jsonl", "shell/generated.jsonl"));

TEST(BashCorpus, AtLeast999OfAThousandAnswersAgree) {
  if (!support::has_file(kCorpus)) GTEST_SKIP() << "no corpus at " << kCorpus;
  if (!is_known_bash()) GTEST_SKIP() << "no bash 5.2 at " << kBash;
  std::vector<std::string> texts;
  std::istringstream lines(support::read_text(kCorpus));
  for (std::string line; std::getline(lines, line);) {
    texts.push_back(nlohmann::json::parse(line)["command"]);
  }
  const auto answers = answers_of_bash(texts);
  std::size_t agreed = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (answers[i] == answer_of_ours(texts[i])) {
      ++agreed;
    } else {
      std::printf("bash says %s: %s\n", answers[i].c_str(), base::one_line(texts[i]).c_str());
    }
  }
  EXPECT_GE(agreed * 1000, texts.size() * 999);
}

}  // namespace
}  // namespace guards::shell
