#include "hooks/cli/audit_filter.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace {

using hooks::cli::AuditFilter;

constexpr std::string_view kRecord =
    R"({"v":1,"t":1700000000000,"kind":"verdict","platform":"claude-code","session":"9159aac5",)"
    R"("sub":"a2","tool":"Bash","verdict":"deny","rule":"secrets.dotenv","tier":"block",)"
    R"("stage":"enforce","path":"conf/.env","also":[{"rule":"coord.stale","stage":"warn",)"
    R"("path":"src/a b.c"}],"would":[{"rule":"budget.lines","stage":"monitor"}],"seq":41})";

base::Result<AuditFilter> read(const std::vector<std::pair<std::string, std::string>>& flags) {
  hooks::cli::Invocation call;
  for (const auto& [name, value] : flags) call.flags[name] = {value};
  support::FakeClock clock;
  return hooks::cli::read_filter(call, clock);
}

// Whether the record passes; what passes must also hold every literal.
bool passes(const std::vector<std::pair<std::string, std::string>>& flags) {
  const auto filter = read(flags);
  EXPECT_TRUE(filter) << base::to_text(filter.error());
  if (!filter) return false;
  const auto view = base::JsonView::parse(kRecord);
  const bool passed = matches(*filter, view->root());
  EXPECT_FALSE(passed && is_older(*filter, kRecord));
  for (const std::string& text : literals_of(*filter)) {
    EXPECT_TRUE(!passed || kRecord.find(text) != std::string_view::npos) << text;
  }
  return passed;
}

TEST(AuditFilter, NothingAskedPassesVerdictsOnly) {
  EXPECT_TRUE(passes({}));
  const auto other = base::JsonView::parse(R"({"v":1,"t":1,"kind":"journal.start","seq":1})");
  EXPECT_FALSE(matches(AuditFilter(), other->root()));
}

TEST(AuditFilter, AgentByPlatformSessionOrSubAgent) {
  EXPECT_TRUE(passes({
      {"--agent", "claude"}
  }));
  EXPECT_TRUE(passes({
      {"--agent", "9159"}
  }));
  EXPECT_TRUE(passes({
      {"--agent", "a2"}
  }));
  EXPECT_FALSE(passes({
      {"--agent", "gemini"}
  }));
}

TEST(AuditFilter, RuleWholeOrUpToADot) {
  EXPECT_TRUE(passes({
      {"--rule", "secrets.dotenv"}
  }));
  EXPECT_TRUE(passes({
      {"--rule", "secrets"}
  }));
  EXPECT_FALSE(passes({
      {"--rule", "secret"}
  }));
  EXPECT_FALSE(passes({
      {"--rule", "secrets.dotenv.more"}
  }));
}

TEST(AuditFilter, FindingsBesideTheDecidingOneCount) {
  EXPECT_TRUE(passes({
      {"--rule", "coord.stale"}
  }));
  EXPECT_TRUE(passes({
      {"--rule", "budget"}
  }));
  EXPECT_TRUE(passes({
      {"--stage", "monitor"}
  }));
  EXPECT_TRUE(passes({
      {"--path", "src/a b.c"}
  }));
}

TEST(AuditFilter, VerdictAndStageAreWholeWords) {
  EXPECT_TRUE(passes({
      {"--verdict", "deny"   },
      {"--stage",   "enforce"}
  }));
  EXPECT_FALSE(passes({
      {"--verdict", "ask"}
  }));
}

TEST(AuditFilter, PathAsFileFolderOrGlob) {
  EXPECT_TRUE(passes({
      {"--path", "conf/.env"}
  }));
  EXPECT_TRUE(passes({
      {"--path", "conf"}
  }));
  EXPECT_TRUE(passes({
      {"--path", "**/.env"}
  }));
  EXPECT_FALSE(passes({
      {"--path", "con"}
  }));
  EXPECT_FALSE(passes({
      {"--path", "*.env"}
  }));
}

TEST(AuditFilter, SinceCountsBackFromNow) {
  EXPECT_TRUE(passes({
      {"--since", "0s"}
  }));
  support::FakeClock clock;
  clock.advance(60'000);
  hooks::cli::Invocation call;
  call.flags["--since"] = {"59s"};
  const auto view = base::JsonView::parse(kRecord);
  EXPECT_FALSE(matches(read_filter(call, clock).value(), view->root()));
  call.flags["--since"] = {"1m"};
  EXPECT_TRUE(matches(read_filter(call, clock).value(), view->root()));
}

TEST(AuditFilter, TheBeginOfALineTellsItsTime) {
  AuditFilter filter;
  EXPECT_FALSE(is_older(filter, kRecord));
  filter.since = 1700000000000;
  EXPECT_FALSE(is_older(filter, kRecord));
  filter.since = 1700000000001;
  EXPECT_TRUE(is_older(filter, kRecord));
  for (const char* odd : {"", R"({"v":1,"t":)", R"({"v":1,"t":x,)", R"({"v":2,"t":1,)"}) {
    EXPECT_FALSE(is_older(filter, odd)) << odd;
  }
}

TEST(AuditFilter, ValuesThatDoNotExistAreRefused) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"--verdict", "denied"   },
      {"--stage",   "off"      },
      {"--since",   "yesterday"}
  };
  for (const auto& flag : wrong) {
    const auto filter = read({flag});
    ASSERT_FALSE(filter) << flag.first;
    EXPECT_EQ(filter.error().code, base::Code::invalid_input);
    EXPECT_EQ(filter.error().where, flag.second);
    EXPECT_FALSE(filter.error().hint.empty());
  }
}

}  // namespace
