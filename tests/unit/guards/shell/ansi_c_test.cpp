#include "guards/shell/ansi_c.h"

#include <gtest/gtest.h>

#include <string>

namespace guards::shell {
namespace {

std::string decoded(std::string_view written) {
  std::string value(written.size(), '\0');
  value.resize(decode_ansi_c(written, value.data()));
  return value;
}

// Every line was compared with `printf %s $'...' | od -c` of bash 5.2.
TEST(AnsiC, EscapesOfTheManual) {
  EXPECT_EQ(decoded(R"(\a\b\e\E\f\n\r\t\v\\\'\"\?)"), "\a\b\x1b\x1b\f\n\r\t\v\\'\"?");
  EXPECT_EQ(decoded(R"(\x41\x4g\x{42}\101\1011\8)"), "A\x04gBAA1\\8");
  EXPECT_EQ(decoded(R"(\u20ac\U1F600\u41)"), "\u20ac\U0001F600A");
  EXPECT_EQ(decoded(R"(\cA\c?\ca)"), "\x01\x7f\x01");
}

TEST(AnsiC, WhatIsNoEscapeStands) {
  EXPECT_EQ(decoded(R"(\q\xzz\u\)"), R"(\q\xzz\u\)");
  EXPECT_EQ(decoded("plain"), "plain");
}

TEST(AnsiC, ANulEndsTheValue) {
  EXPECT_EQ(decoded(R"(a\0b)"), "a");
  EXPECT_EQ(decoded(R"(a\x00b)"), "a");
}

TEST(AnsiC, TheValueNeverOutgrowsTheText) {
  EXPECT_EQ(decoded(R"(\u800)").size(), 3U);
  EXPECT_EQ(decoded(R"(\U10FFFF)").size(), 4U);
}

}  // namespace
}  // namespace guards::shell
