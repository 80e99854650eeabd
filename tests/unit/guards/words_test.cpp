#include "guards/words.h"

#include <gmock/gmock.h>

namespace {

using testing::ElementsAre;

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) guards::add_word(line, word);
  return line;
}

TEST(Words, PlainOnesAreWrittenAsTheyAre) {
  EXPECT_EQ(joined({"git", "push", "origin", "+main"}), "git push origin +main");
}

TEST(Words, AQuotedTextStaysOneWord) {
  const std::string line = joined({"git", "commit", "-m", "no reset --hard"});
  EXPECT_EQ(line, "git commit -m 'no reset --hard'");
  EXPECT_THAT(guards::words_of(line), ElementsAre("git", "commit", "-m", "no reset --hard"));
}

TEST(Words, EveryWordComesBack) {
  const std::vector<std::string> hard = {"x", "",     "it's", "''", "\\",
                                         " ", "a\\b", "a\nb", "'",  "\t"};
  EXPECT_EQ(guards::words_of(joined(hard)), hard);
}

TEST(Words, BrokenLinesHaveWords) {
  EXPECT_THAT(guards::words_of("a 'b c"), ElementsAre("a", "b c"));
  EXPECT_THAT(guards::words_of("a \\"), ElementsAre("a", "\\"));
  EXPECT_THAT(guards::words_of(""), ElementsAre(""));
}

}  // namespace
