#include "guards/words.h"

#include <gmock/gmock.h>

#include "coord/base/glob.h"
#include "guards/rules/word_patterns.h"

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

// Patterns are sorted out by their first letter before any glob is made: that changes no answer.
TEST(WordPatterns, FirstWordFitsExactlyAsItsGlobDoes) {
  for (const char* pattern :
       {"git", "{git,make}", "{,x}kill",   "{x,}kill", "{a{b,c},d}", "{a,{b,c}}",  "m*",
        "?it", "[gm]it",     "{[gm]it,x}", "\\git",    "{g,m}it",    "{a,b}{c,d}", "{}",
        "{,}", "{a}",        "}",          "a}",       "{ab",        "*",          "**",
        "{*}", "a,b",        ",a",         "{a,b"}) {
    for (const char* word :
         {".a", "a*", "*",  "git", "make", "kill", "xkill", "ab", "ac",  "d",     "b",   "c", "mit",
          "x",  "ad", "bc", "a",   "}",    "a}",   "{ab",   "{}", "{,}", "\\git", "a,b", ",a"}) {
      const std::string_view wanted = pattern;
      const bool fits = base::glob_match(wanted, word);
      EXPECT_EQ(guards::fits_words(pattern, {word}), fits) << pattern << " for " << word;
      EXPECT_EQ(guards::WordPatterns({pattern}).fit({word}), fits) << pattern << " for " << word;
    }
  }
}

TEST(WordPatterns, AnExceptionTakesBackWhateverFits) {
  const guards::WordPatterns patterns(
      {"!npm publish --dry-run*", "{npm,pnpm} publish", "gem push"});
  EXPECT_TRUE(patterns.fit({"npm", "publish"}));
  EXPECT_TRUE(patterns.fit({"pnpm", "publish", "--dry-run"}));
  EXPECT_FALSE(patterns.fit({"npm", "publish", "--tag", "x", "--dry-run=true"}));
  EXPECT_TRUE(patterns.fit({"gem", "push"}));
  EXPECT_FALSE(patterns.fit({"npm", "pack"}));
}

}  // namespace
