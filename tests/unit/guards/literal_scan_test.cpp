#include "guards/rules/literal_scan.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using Texts = std::vector<std::string_view>;

// Long enough for the table of pairs.
std::string filler(std::size_t size, std::string_view letters) {
  std::mt19937 dice(7);
  std::string text;
  while (text.size() < size) text += letters[dice() % letters.size()];
  return text;
}

std::vector<bool> one_by_one(const Texts& literals, const Texts& texts) {
  std::vector<bool> held;
  for (const std::string_view literal : literals) {
    bool found = false;
    for (const std::string_view text : texts)
      found = found || text.find(literal) != std::string_view::npos;
    held.push_back(found);
  }
  return held;
}

TEST(LiteralScan, FindsALiteralWhereverItStands) {
  // NOLINTNEXTLINE(misc-misleading-bidirectional): spelled as bytes, nobody is misled
  const std::string literal = "AKIA-x_\xE2\x80\xAE";
  for (std::size_t size = 1; size <= literal.size(); ++size) {
    const std::string_view wanted = std::string_view(literal).substr(0, size);
    for (const std::size_t at : {0U, 1U, 2U, 777U, 40'000U - 1, 40'000U}) {
      std::string text = filler(40'000, "abc \n");
      EXPECT_FALSE(guards::held_literals({wanted}, {text})[0]);
      text.insert(at, wanted);
      EXPECT_TRUE(guards::held_literals({wanted}, {text})[0]) << wanted << " at " << at;
    }
  }
}

TEST(LiteralScan, APieceAtTheEndIsNotTheWhole) {
  for (const std::size_t size : {40'000U, 40'001U}) {
    std::string text = filler(size, "ab");
    text += "-----BEGI";
    EXPECT_FALSE(guards::held_literals({"-----BEGIN"}, {text})[0]);
    EXPECT_FALSE(guards::held_literals({"x-----BEGI"}, {text.substr(size)})[0]);
  }
}

TEST(LiteralScan, AnswersLikeASearchForEach) {
  std::mt19937 dice(11);
  for (int round = 0; round < 60; ++round) {
    const std::string_view letters = round % 2 == 0 ? "ab" : "abcdefgh";
    const std::string big = filler(20'000 + dice() % 9, letters).substr(dice() % 3);
    const std::string small = filler(200, letters);
    std::vector<std::string> owned;
    for (int i = 0; i < 40; ++i)
      owned.push_back(filler(19, letters).substr(dice() % 8, 1 + dice() % 18));
    for (std::string& one : owned) one[dice() % one.size()] = letters[dice() % letters.size()];
    const Texts literals(owned.begin(), owned.end());
    for (const Texts& texts : {
             Texts{big                },
             Texts{small              },
             Texts{small,               big},
             Texts{                   }
    })
      EXPECT_EQ(guards::held_literals(literals, texts), one_by_one(literals, texts));
  }
}

TEST(LiteralScan, TheSameLiteralTwiceIsHeldTwice) {
  const std::string text = filler(20'000, "ab") + "needle";
  EXPECT_EQ(guards::held_literals({"needle", "needle", ""}, {text}), std::vector<bool>(3, true));
}

}  // namespace
