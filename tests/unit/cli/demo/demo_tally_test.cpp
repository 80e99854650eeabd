#include "hooks/cli/demo_tally.h"

#include <gtest/gtest.h>

namespace {

using hooks::Word;
using hooks::cli::Goal;
using hooks::cli::line_of;
using hooks::cli::Report;
using hooks::cli::report_of;
using hooks::cli::Tally;

TEST(DemoReport, CrossesThePipeUnchanged) {
  const Report report{Goal::change_guard, Word::deny, Word::ask, false, 1234};
  const std::string line = line_of(report);
  ASSERT_EQ(line.back(), '\n');
  const auto back = report_of(std::string_view(line).substr(0, line.size() - 1));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->goal, report.goal);
  EXPECT_EQ(back->expected, report.expected);
  EXPECT_EQ(back->got, report.got);
  EXPECT_EQ(back->worked, report.worked);
  EXPECT_EQ(back->micros, report.micros);
}

TEST(DemoReport, WhatIsNoReportIsIgnored) {
  for (const char* line : {"", "1 2 3", "9 0 0 1 5", "0 4 0 1 5", "0 0 9 1 5", "a b c d e"}) {
    EXPECT_FALSE(report_of(line)) << line;
  }
}

TEST(DemoTally, CountsWhatWentThroughAndWhatWasNotExpected) {
  Tally tally;
  tally.add({Goal::work, Word::allow, Word::allow, true, 10});
  tally.add({Goal::work, Word::allow, Word::warn, false, 20});
  tally.add({Goal::read_secret, Word::deny, Word::deny, true, 30});
  tally.add({Goal::read_secret, Word::deny, Word::allow, true, 40});
  EXPECT_EQ(tally.steps, 4U);
  EXPECT_EQ(tally.unexpected, 2U);
  EXPECT_EQ(tally.failed, 1U);
  EXPECT_EQ(tally.let_through[static_cast<std::size_t>(Goal::read_secret)], 1U);
  EXPECT_EQ(tally.quantile(0.0), 10);
  EXPECT_EQ(tally.quantile(1.0), 40);
  EXPECT_EQ(Tally().quantile(0.5), 0);
}

}  // namespace
