#include "coord/base/first_letter.h"

#include <gtest/gtest.h>

namespace {

struct Row {
  std::string_view name;
  int number;
};
constexpr std::array kRows{
    Row{"!",    1},
    Row{"do",   2},
    Row{"done", 3},
    Row{"fi",   4},
    Row{"\xc3", 5}
};
constexpr base::FirstLetters kBegins = base::first_letters_of(kRows);

int number_of(std::string_view name) {
  const Row* row = base::find_row(kRows, kBegins, name);
  return row == nullptr ? 0 : row->number;
}

TEST(FirstLetter, FindsEveryRowAndNothingElse) {
  for (const Row& row : kRows) EXPECT_EQ(number_of(row.name), row.number) << row.name;
  for (const char* other : {"", "d", "don", "doner", "e", "z", "\xff"}) {
    EXPECT_EQ(number_of(other), 0) << other;
  }
}

}  // namespace
