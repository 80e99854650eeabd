#include "coord/stamp/weave.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "coord/coordinator_portion.h"

namespace coord {
namespace {

using Texts = std::vector<std::string>;

std::string joined(const Texts& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

// A file in memory that agents write and commit parts of, as hooks and `flockgate commit` do.
class File {
 public:
  explicit File(std::string text) : head_(text) { history_.now = std::move(text); }

  void write(const std::string& agent, std::string text) {
    Step step;
    if (!agent.empty()) step.edit = Edit{agent, "f", {}, {}};
    step.before = history_.now;
    step.after = history_.now = std::move(text);
    history_.steps.push_back(std::move(step));
  }
  Portion portion(const std::string& agent) const { return portion_of(history_, head_, agent); }
  // With or without a word of it in the journal.
  void commit(const std::string& agent, bool told = true) {
    const Portion part = portion(agent);
    if (told) history_.commits.push_back({history_.steps.size(), agent, lines_hash(head_)});
    if (part.mine) head_ = part.text;
  }
  void set_head(std::string text) { head_ = std::move(text); }
  const std::string& now() const { return history_.now; }
  const std::string& head() const { return head_; }

 private:
  History history_;
  std::string head_;
};

TEST(Weave, EachCommitsTheLinesItWrote) {
  File file("1\n2\n3\n4\n5\n");
  file.write("ada", "1\nada\n3\n4\n5\n");
  file.write("bob", "1\nada\n3\n4\nbob\n5\n");
  EXPECT_EQ(file.portion("ada").text, "1\nada\n3\n4\n5\n");
  EXPECT_EQ(file.portion("bob").text, "1\n2\n3\n4\nbob\n5\n");
  EXPECT_EQ(file.portion("ada").rests, (std::vector<Rest>{
                                           {5, 5, "bob"}
  }));
  EXPECT_FALSE(file.portion("eve").mine);
  file.commit("bob");
  EXPECT_FALSE(file.portion("bob").mine);
  file.commit("ada");
  EXPECT_EQ(file.head(), file.now());
}

TEST(Weave, LinesSideBySideArePartedToo) {
  File file("1\n");
  file.write("ada", "1\nada 1\nada 2\n");
  file.write("bob", "1\nada 1\nbob\nada 2\n");
  EXPECT_EQ(file.portion("ada").text, "1\nada 1\nada 2\n");
  EXPECT_EQ(file.portion("bob").text, "1\nbob\n");
}

TEST(Weave, WhoWritesOverALineTakesWhatItHadReplaced) {
  File file("1\nold\n3\n");
  file.write("ada", "1\nada\n3\n");
  file.write("bob", "1\nbob\n3\n");
  EXPECT_FALSE(file.portion("ada").mine);
  EXPECT_EQ(file.portion("bob").text, "1\nbob\n3\n");
  file.write("ada", "1\n3\n");
  EXPECT_EQ(file.portion("ada").text, "1\n3\n");
}

TEST(Weave, WhatNobodySawStaysBehind) {
  File file("1\n2\n3\n");
  file.write("ada", "1\nada\n2\n3\n");
  file.write("", "1\nada\n2\nby hand\n");
  const Portion part = file.portion("ada");
  EXPECT_EQ(part.text, "1\nada\n2\n3\n");
  EXPECT_EQ(part.rests, (std::vector<Rest>{
                            {4, 4, "", false}
  }));
}

TEST(Weave, WhoChangesBlanksOnlyIsNotTheWriter) {
  File file("f() {\n}\n");
  file.write("ada", "f() {\nif (a) { b(); }\n}\n");
  file.write("bob", "f() {\nif (a) { b(); }\n  bob();\n}\n");
  file.write("", "f() {\n  if (a) {\n    b();\n  }\n  bob();\n}\n");
  EXPECT_EQ(file.portion("ada").text, "f() {\n  if (a) {\n    b();\n  }\n}\n");
  EXPECT_EQ(file.portion("bob").text, "f() {\n  bob();\n}\n");
  file.commit("ada");
  file.write("cyd", "f() {\n  if (a)\n    { b(); }\n  bob();\n}\n");
  EXPECT_FALSE(file.portion("ada").mine);  // HEAD holds her lines: the new blanks are cyd's
  EXPECT_EQ(file.portion("cyd").text, "f() {\n  if (a)\n    { b(); }\n}\n");
}

TEST(Weave, BlanksInLinesThatAreCommittedAreAChange) {
  File file("  a\nb\n");
  file.write("", "a\nb\n");
  file.write("bob", "a\nb\nbob\n");
  EXPECT_EQ(file.portion("bob").text, "  a\nb\nbob\n");
  EXPECT_EQ(file.portion("bob").rests, (std::vector<Rest>{
                                           {1, 1, "", false}
  }));
}

// Lines whose blanks changed together are taken one by one.
TEST(Weave, WhatHadOtherBlanksGoesWithItsOwnLine) {
  for (const std::string middle : {"", "ada\n"}) {
    File file("a\nb\nc\n");
    file.write("", "  a\n  b\n  c\n");
    file.write("ada", "  a\n" + middle + "  c\n");
    EXPECT_EQ(file.portion("ada").text, "a\n" + middle + "c\n");
  }
}

TEST(Weave, WhatIsAddedAmongLinesThatChangedStandsInItsPlace) {
  File file("a\nb\nc\n");
  file.write("", "A\nb\n  c\n");
  file.write("ada", "A\nb\nada\n  c\n");
  EXPECT_EQ(file.portion("ada").text, "a\nb\nada\nc\n");
  file.write("ada", "ada\nA\nb\nada\n  c\nada\n");
  EXPECT_EQ(file.portion("ada").text, "ada\na\nb\nada\nc\nada\n");
}

TEST(Weave, LinesOfOneHandPutTogetherStayItsOwn) {
  File file("1\n2\n");
  file.write("ada", "x\n2\n");
  file.write("ada", "x\ny\n");
  file.write("", "  x y\n");
  EXPECT_EQ(file.portion("ada").text, "  x y\n");
  EXPECT_TRUE(file.portion("ada").rests.empty());
  file.write("bob", "bob\n");
  EXPECT_FALSE(file.portion("ada").mine);
  EXPECT_EQ(file.portion("bob").text, "bob\n");
}

TEST(Weave, LinesOfTwoHandsPutTogetherAreNobodys) {
  File file("1\n2\n");
  file.write("ada", "x\n2\n");
  file.write("bob", "x\ny\n");
  file.write("", "x y\n");
  EXPECT_FALSE(file.portion("ada").mine);
  EXPECT_FALSE(file.portion("bob").mine);
}

TEST(Weave, ALineTakenAndBroughtAgainIsNoChange) {
  File file("1\n2\n3\n");
  file.write("ada", "1\n3\n");
  file.write("bob", "1\n2\n3\nbob\n");
  EXPECT_FALSE(file.portion("ada").mine);
  EXPECT_EQ(file.portion("bob").text, "1\n2\n3\nbob\n");
  EXPECT_TRUE(file.portion("bob").rests.empty());
}

TEST(Weave, TheLastNewlineGoesWithTheLastLine) {
  File file("1\n2");
  file.write("ada", "ada\n1\n2");
  file.write("bob", "ada\n1\n2\nbob");
  EXPECT_EQ(file.portion("ada").text, "ada\n1\n2");
  EXPECT_EQ(file.portion("bob").text, "1\n2\nbob");
}

TEST(Weave, WithoutARecordOfTheCommitTheHeadIsCompared) {
  const std::string base = "f() {\n  1\n}\n";
  File file(base);
  file.write("", base + "\nby hand() {\n}\n");  // before anybody came
  file.set_head(base);
  file.write("ada", base + "\nby hand() {\n}\n\nada() {\n}\n");
  EXPECT_EQ(file.portion("ada").text, base + "\nada() {\n}\n");
  file.commit("ada", false);
  EXPECT_FALSE(file.portion("ada").mine);
  EXPECT_EQ(file.portion("ada").rests.size(), 1U);
}

// Lines that are all alike, many hands, commits in any order: together they are the file.
class Crowd {
 public:
  explicit Crowd(unsigned seed) : dice_(seed), file_("{\n}\n{\n}\n") {}

  void run(int steps, bool told) {
    for (int i = 0; i < steps; ++i) {
      const std::string agent(kAgents[roll(kAgents.size())]);
      if (roll(4) == 0) {
        file_.commit(agent, told);
      } else {
        file_.write(agent, changed());
      }
    }
    // Of lines that are alike one may change hands with another's commit.
    for (int round = 0; round < 2 && file_.head() != file_.now(); ++round) {
      for (const char* agent : kAgents) file_.commit(agent, told);
    }
    ASSERT_EQ(file_.head(), file_.now());
  }

 private:
  std::size_t roll(std::size_t sides) {
    return std::uniform_int_distribution<std::size_t>(0, sides - 1)(dice_);
  }
  std::string changed() {
    Texts lines;
    std::string rest = file_.now();
    for (std::size_t end = 0; (end = rest.find('\n')) != std::string::npos;) {
      lines.push_back(rest.substr(0, end));
      rest.erase(0, end + 1);
    }
    const std::size_t at = roll(lines.size() + 1);
    const std::size_t gone = std::min(roll(3), lines.size() - at);
    const auto place = lines.begin() + std::ptrdiff_t(at);
    lines.erase(place, place + std::ptrdiff_t(gone));
    static constexpr std::array kLines = {"{", "}", "  }", "a", "a {", ""};
    for (std::size_t i = roll(3); i > 0; --i)
      lines.insert(lines.begin() + std::ptrdiff_t(at), kLines[roll(kLines.size())]);
    return joined(lines);
  }

  static constexpr std::array kAgents = {"ada", "bob", "cyd"};
  std::mt19937 dice_;
  File file_;
};

TEST(Weave, AllCommitsTogetherAreTheFile) {
  for (unsigned seed = 0; seed < 2'000; ++seed) {
    SCOPED_TRACE(seed);
    Crowd(seed).run(12, true);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace coord
