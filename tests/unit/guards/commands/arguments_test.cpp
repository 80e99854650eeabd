#include "guards/commands/arguments.h"

#include <gtest/gtest.h>

#include "guards/commands/table.h"

namespace guards::commands {
namespace {

Arguments read(std::string_view name, const std::vector<std::string>& texts) {
  Call call{std::string(name), find(name), {}, {}};
  for (const std::string& text : texts) call.words.push_back({text, {}});
  return read_arguments(call);
}

std::vector<Role> roles(const Arguments& arguments) {
  std::vector<Role> found;
  for (const Operand& operand : arguments.operands) found.push_back(operand.role);
  return found;
}

TEST(Arguments, RolesComeFromBothEnds) {
  EXPECT_EQ(roles(read("cp", {"a", "b", "c"})), (std::vector{Role::in, Role::in, Role::to}));
  EXPECT_EQ(roles(read("mv", {"a"})), (std::vector{Role::from}));
  EXPECT_EQ(roles(read("grep", {"x", "f"})), (std::vector{Role::value, Role::in}));
}

TEST(Arguments, FlagsTakeValuesAttachedOrNext) {
  EXPECT_EQ(read("sort", {"-o", "out", "in"}).value("-o")->text, "out");
  EXPECT_EQ(read("sort", {"-oout", "in"}).value("-o")->text, "out");
  EXPECT_EQ(read("sort", {"--output=out"}).value("--output")->text, "out");
  EXPECT_EQ(read("sort", {"-uro", "out"}).value("-o")->text, "out");
  EXPECT_EQ(read("sort", {"--outp", "out"}).value("--outp")->text, "out");
}

TEST(Arguments, DashesEndFlags) {
  const auto arguments = read("touch", {"--", "-x"});
  ASSERT_EQ(arguments.operands.size(), 1U);
  EXPECT_EQ(arguments.operands[0].word.text, "-x");
}

TEST(Arguments, FlagsChangeRoles) {
  EXPECT_EQ(roles(read("tee", {"-a", "f"})), (std::vector{Role::append}));
  EXPECT_EQ(roles(read("cp", {"-t", "d", "a", "b"})), (std::vector{Role::in, Role::in}));
  EXPECT_EQ(roles(read("grep", {"-e", "x", "f"})), (std::vector{Role::in}));
}

TEST(Arguments, ACommandTakesTheRest) {
  const auto arguments = read("timeout", {"-k", "1", "5", "rm", "-rf", "x"});
  ASSERT_EQ(arguments.rest.size(), 3U);
  EXPECT_EQ(arguments.rest[0].text, "rm");
  EXPECT_EQ(read("env", {"-u", "A", "B=c", "ls", "-l"}).rest[0].text, "ls");
}

}  // namespace
}  // namespace guards::commands
