#include "guards/commands/special/awk_program.h"

#include <gtest/gtest.h>

#include "guards/commands/meaning.h"

namespace {

using namespace guards::commands;

AwkUse only_use(std::string_view program) {
  const AwkProgram read = read_awk(program, {
                                                {"FILENAME", "in.txt"}
  });
  EXPECT_EQ(read.uses.size(), 1U) << program;
  return read.uses.empty() ? AwkUse{} : read.uses[0];
}

TEST(AwkProgram, PrintIntoAFile) {
  EXPECT_EQ(only_use("{ print $1 > \"out.txt\" }").text, "out.txt");
  EXPECT_EQ(only_use("{ print $1 > \"out.txt\" }").role, Role::out);
  EXPECT_EQ(only_use("{ printf \"%s\\n\", $0 >> \"log\" }").role, Role::append);
  EXPECT_EQ(only_use("{ print > FILENAME \".copy\" }").text, "in.txt.copy");
}

TEST(AwkProgram, AComparisonIsNoRedirection) {
  EXPECT_TRUE(read_awk("$3 > 5 { print $1 } NR > 1 && /a>b/", {}).uses.empty());
  EXPECT_TRUE(read_awk("{ print ($1 > \"x\") }", {}).uses.empty());
  EXPECT_TRUE(read_awk("{ print \"a > b\" } # > \"c\"", {}).uses.empty());
}

TEST(AwkProgram, WhatIsMadeWhenItRunsIsAHole) {
  const std::string hole(1, kHole);
  EXPECT_EQ(only_use("{ print > $1 \".csv\" }").text, hole + ".csv");
  EXPECT_EQ(only_use("{ print > sprintf(\"part%d.txt\", n) }").text, "part" + hole + ".txt");
}

TEST(AwkProgram, VariablesWithOneValueAreFilledIn) {
  EXPECT_EQ(only_use("BEGIN { f = \"o.txt\" } { print > f }").text, "o.txt");
  EXPECT_TRUE(has_hole(only_use("{ f = \"a\"; f = \"b\"; print > f }").text));
}

TEST(AwkProgram, CommandsAreRunAndRead) {
  EXPECT_EQ(only_use("BEGIN { system(\"rm \" \"x\") }").text, "rm x");
  EXPECT_EQ(only_use("BEGIN { \"cat b\" | getline x }").text, "cat b");
  EXPECT_EQ(only_use("BEGIN { print \"ls\" | \"sh\" }").input, "ls\n");
  EXPECT_EQ(only_use("BEGIN { while ((getline l < \"a.txt\") > 0) n++ }").role, Role::in);
}

TEST(AwkProgram, OnlyBeginReadsNoOperands) {
  EXPECT_FALSE(read_awk("BEGIN { x = 1 } function f(a) { return a }", {}).reads_operands);
  EXPECT_TRUE(read_awk("BEGIN { x = 1 }\nEND { print x }", {}).reads_operands);
  EXPECT_TRUE(read_awk("1", {}).reads_operands);
}

TEST(AwkProgram, TornTextsEnd) {
  const std::string text = R"(BEGIN { print sprintf("a%s", x[1]) > ("b" "c") | "d" /re/ $)";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    EXPECT_LE(read_awk(text.substr(0, end), {}).uses.size(), 4U);
  }
}

}  // namespace
