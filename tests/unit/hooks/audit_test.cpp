#include "hooks/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "coord/base/text.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace hooks {
namespace {

using nlohmann::json;

ToolCall shell_call(std::string command) {
  ToolCall call;
  call.event = Event::pre_tool;
  call.caller = {.platform = "claude-code", .session = "s1", .sub_agent = "", .agent_type = ""};
  call.tool = "Bash";
  call.call_id = "t1";
  call.action.kind = guards::ActionKind::command;
  call.action.cwd = "/repo/sub";
  call.action.command = std::move(command);
  return call;
}

guards::Finding dotenv() {
  guards::Finding finding;
  finding.rule = "secrets.dotenv";
  finding.adr = "ADR-0006";
  finding.path = ".env";
  return finding;
}

const guards::Place kPlace{.root = "/repo", .git_dir = "/repo/.git", .state_dir = "", .home = "/h"};

json fields(const ToolCall& call, const Verdict& verdict) {
  return json::parse('{' + audit_fields(call, verdict, kPlace) + '}', nullptr, false);
}

TEST(Audit, APlainAllowCarriesNoCommand) {
  EXPECT_EQ(fields(shell_call("make"), {}),
            json::parse(R"({"platform":"claude-code","session":"s1","tool":"Bash","call":"t1",
                            "verdict":"allow","cwd":"sub"})"));
}

TEST(Audit, ARemarkedCallCarriesItsScrubbedCommandAndItsRule) {
  Verdict verdict;
  verdict.word = Word::deny;
  verdict.findings = {dotenv(), dotenv()};
  const json got = fields(shell_call("API_TOKEN=abc cat .env"), verdict);
  EXPECT_EQ(got.at("command"), "API_TOKEN=[secret] cat .env");
  EXPECT_EQ(got.at("rule"), "secrets.dotenv");
  EXPECT_EQ(got.at("path"), ".env");
  EXPECT_EQ(got.at("also").size(), 1U);
}

TEST(Audit, MonitorFindingsSayWhatEnforceWouldHaveDone) {
  Verdict verdict;
  verdict.would = {dotenv()};
  const json got = fields(shell_call("cat .env"), verdict);
  EXPECT_EQ(got.at("verdict"), "allow");
  EXPECT_EQ(got.at("would").at(0).at("word"), "deny");
  EXPECT_FALSE(got.contains("rule"));
}

TEST(Audit, EverythingHugeStillFitsALine) {
  Verdict verdict;
  verdict.word = Word::deny;
  for (int i = 0; i < 40; ++i) verdict.findings.push_back(dotenv());
  verdict.would = verdict.findings;
  for (const char* unit : {"x", "\x01", "\xc3\xa9", "\xff", "\"", "\\"}) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += unit;
    ToolCall call = shell_call(text);
    call.caller.session = text;
    call.tool = text;
    call.call_id = text;
    call.action.cwd = "/repo/" + text;
    verdict.findings.front().path = text;
    EXPECT_LE(audit_fields(call, verdict, kPlace).size(), 3800U);
    EXPECT_TRUE(fields(call, verdict).is_object()) << unit;
  }
}

class AuditFile : public testing::Test {
 protected:
  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  guards::Place place_{.root = dir_.path(), .git_dir = "", .state_dir = dir_ / "S", .home = ""};
};

TEST_F(AuditFile, OneLineEachVerdict) {
  ASSERT_TRUE(record(shell_call("make"), {}, place_, world_));
  ASSERT_TRUE(record(shell_call("make"), {}, place_, world_));
  const std::string text = dir_.read("S/audit.jsonl");
  std::size_t verdicts = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.find(R"("kind":"verdict")") != std::string_view::npos) ++verdicts;
  }
  EXPECT_EQ(verdicts, 2U);
}

TEST_F(AuditFile, LostRecordsAreCountedAndToldByTheNext) {
  dir_.write("S/audit.jsonl/in-the-way", "");
  EXPECT_FALSE(record(shell_call("make"), {}, place_, world_));
  EXPECT_FALSE(record(shell_call("make"), {}, place_, world_));
  ASSERT_TRUE(world_.disk.remove(dir_ / "S/audit.jsonl/in-the-way"));
  ASSERT_TRUE(world_.disk.rename(dir_ / "S/audit.jsonl", dir_ / "elsewhere"));
  ASSERT_TRUE(record(shell_call("make"), {}, place_, world_));
  EXPECT_THAT(dir_.read("S/audit.jsonl"), testing::HasSubstr("\"lost\":2"));
  ASSERT_TRUE(record(shell_call("make"), {}, place_, world_));
  EXPECT_FALSE(dir_.has("S/audit.lost"));
}

TEST_F(AuditFile, NowhereToRecordIsSaid) {
  place_.state_dir.clear();
  EXPECT_FALSE(record(shell_call("make"), {}, place_, world_));
}

}  // namespace
}  // namespace hooks
