#include "hooks/cli/child.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using hooks::cli::run_command;

const std::vector<std::string> kPath = {"PATH=/usr/bin:/bin"};

TEST(RunCommand, KeepsBothStreamsAndTheExitCode) {
  const auto ran = run_command({
      {"sh", "-c", "cat; echo bad >&2; exit 3"},
      "in", "/", kPath
  });
  ASSERT_TRUE(ran) << base::to_text(ran.error());
  EXPECT_EQ(ran->out, "in");
  EXPECT_EQ(ran->err, "bad\n");
  EXPECT_EQ(ran->exit_code, 3);
}

TEST(RunCommand, CarriesMoreThanAPipeHolds) {
  const std::string much(1U << 20U, 'x');
  const auto ran = run_command({{"cat"}, much, "/", kPath});
  ASSERT_TRUE(ran);
  EXPECT_EQ(ran->out, much);
}

TEST(RunCommand, OutlivesAProgramThatReadsNothing) {
  const auto ran = run_command({{"true"}, std::string(1U << 20U, 'x'), "/", kPath});
  ASSERT_TRUE(ran);
  EXPECT_EQ(ran->exit_code, 0);
}

TEST(RunCommand, TellsASignalAsAShellDoes) {
  const auto ran = run_command({
      {"sh", "-c", "kill -9 $$"},
      "", "/", kPath
  });
  ASSERT_TRUE(ran);
  EXPECT_EQ(ran->exit_code, 137);
}

TEST(RunCommand, GivesFolderAndEnvironmentAndNothingElse) {
  const auto ran = run_command({
      {"sh", "-c",    "pwd; env"},
      "", "/usr", {"PATH=/bin",    "A=1"}
  });
  ASSERT_TRUE(ran);
  EXPECT_TRUE(ran->out.starts_with("/usr\n"));
  EXPECT_NE(ran->out.find("A=1\n"), std::string::npos);
  EXPECT_EQ(ran->out.find("HOME="), std::string::npos);
}

TEST(RunCommand, NamesAProgramThatIsNotThere) {
  const auto ran = run_command({{"no-such-program-here"}, "", "/", kPath});
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().code, base::Code::not_found);
  EXPECT_EQ(ran.error().where, "no-such-program-here");
}

}  // namespace
