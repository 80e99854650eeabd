#include "guards/commands/special/makefile.h"

#include <gtest/gtest.h>

#include "guards/commands/meaning.h"

namespace {

using namespace guards::commands;

Makefile read(std::string_view text) {
  Makefile makefile;
  makefile.read(text);
  return makefile;
}

using Lines = std::vector<std::string>;

TEST(Makefile, TheFirstOrdinaryTargetIsTheGoal) {
  EXPECT_EQ(read(".PHONY: all\n%.o: %.c\n\tcc\nall: a\n").first_goal(), "all");
}

TEST(Makefile, RecipesComeExpanded) {
  const auto rule = read("OUT := dist\nall: in.txt\n\t@cp $< $(OUT)/$@\n\t-echo $$HOME\n");
  ASSERT_TRUE(rule.rule_for("all"));
  EXPECT_EQ(rule.rule_for("all")->recipe, (Lines{"cp in.txt dist/all", "echo $HOME"}));
  EXPECT_EQ(rule.rule_for("all")->needs, Lines{"in.txt"});
}

TEST(Makefile, PatternRulesFillTheStem) {
  const auto rule = read("%.o: %.c\n\tcc -c $< -o $@\n").rule_for("src/a.o");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->recipe, Lines{"cc -c src/a.c -o src/a.o"});
}

TEST(Makefile, TheCommandLineStandsAgainstTheFile) {
  Makefile makefile = read("OUT = a\nall:\n\ttouch $(OUT)\n");
  makefile.override_variable("OUT", "b");
  EXPECT_EQ(makefile.rule_for("all")->recipe, Lines{"touch b"});
}

TEST(Makefile, FunctionsAndEndlessVariablesAreHoles) {
  const auto rule = read("X = $(X)$(X)\nall:\n\trm $(shell ls)\n\techo $(X)\n").rule_for("all");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->recipe[0], std::string("rm ") + kHole);
  EXPECT_TRUE(has_hole(rule->recipe[1]));
}

TEST(Makefile, AGoalWithoutARuleIsNone) {
  EXPECT_FALSE(read("all:\n\ttrue\n").rule_for("other"));
}

}  // namespace
