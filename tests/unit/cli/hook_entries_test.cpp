#include "hooks/cli/hook_entries.h"

#include <gtest/gtest.h>

namespace {

using hooks::cli::add_entries;
using hooks::cli::find_entries;
using hooks::cli::HookEntry;
using hooks::cli::remove_entries;
using hooks::cli::Wanted;
using hooks::cli::wanted_entries;

Wanted claude(std::string program = "/opt/flockgate/bin/flockgate") {
  return {hooks::find_platform("claude-code"), std::move(program)};
}
Wanted gemini(std::string program = "/opt/flockgate/bin/flockgate") {
  return {hooks::find_platform("gemini-cli"), std::move(program)};
}

std::string added(std::string_view settings, const Wanted& wanted) {
  const auto text = add_entries(settings, wanted);
  EXPECT_TRUE(text) << base::to_text(text.error());
  return text.value_or("");
}

std::string removed(std::string_view settings) {
  const auto text = remove_entries(settings);
  EXPECT_TRUE(text) << base::to_text(text.error());
  return text.value_or("");
}

constexpr std::string_view kForeign = R"~({
  // our team's settings
  "permissions": { "allow": ["Bash(npm run test)"] },
  "hooks": {
    "PreToolUse": [
      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "./check.sh" }] } // keep
    ],
    "Notification": []
  },
  "model": "größer \ud83d\ude00"
}
)~";

TEST(HookEntries, ClaudeStartsTheProgramWithoutAShell) {
  const std::vector<HookEntry> entries = wanted_entries(claude());
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.front().event, "PreToolUse");
  EXPECT_EQ(entries.front().handler,
            R"({"type":"command","command":"/opt/flockgate/bin/flockgate",)"
            R"("args":["hook","--platform","claude-code","--event","PreToolUse"],"timeout":10})");
}

TEST(HookEntries, GeminiGetsMillisecondsAndAQuotedPath) {
  const std::vector<HookEntry> entries = wanted_entries(gemini("/home/an a's/flockgate"));
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.front().handler,
            R"({"type":"command","name":"flockgate","command":"'/home/an a'\\''s/flockgate' hook )"
            R"(--platform gemini-cli --event BeforeTool","timeout":10000})");
}

TEST(HookEntries, ClosedSideIsAskedForOnlyBeforeTools) {
  Wanted wanted = claude();
  wanted.fail_closed = true;
  for (const HookEntry& entry : wanted_entries(wanted)) {
    const bool asked = entry.handler.find(R"("onFailure":"block")") != std::string::npos;
    EXPECT_EQ(asked, entry.event == "PreToolUse") << entry.event;
  }
}

TEST(HookEntries, WhatIsAddedIsFound) {
  for (const Wanted& wanted : {claude(), gemini(), gemini("/home/an a's/flockgate")}) {
    for (const std::string_view settings : {std::string_view(), std::string_view("{}"), kForeign}) {
      const auto found = find_entries(added(settings, wanted));
      ASSERT_TRUE(found);
      EXPECT_EQ(*found, wanted_entries(wanted));
    }
  }
}

TEST(HookEntries, ForeignBytesStay) {
  const std::string text = added(kForeign, claude());
  EXPECT_NE(text.find("// our team's settings\n  \"permissions\": { \"allow\": [\"Bash("),
            std::string::npos);
  EXPECT_NE(text.find("\"./check.sh\" }] }, // keep\n"), std::string::npos);
  EXPECT_NE(text.find("größer \\ud83d\\ude00"), std::string::npos);
}

TEST(HookEntries, SecondRunChangesNothing) {
  const std::string once = added(kForeign, claude());
  EXPECT_EQ(added(once, claude()), once);
}

TEST(HookEntries, OtherProgramPathIsReplacedNotDoubled) {
  const std::string text = added(added(kForeign, claude("/old/flockgate")), claude());
  EXPECT_EQ(text, added(kForeign, claude()));
  EXPECT_EQ(text.find("/old/"), std::string::npos);
}

TEST(HookEntries, RemovalRestoresForeignSettings) {
  EXPECT_EQ(removed(added(kForeign, claude())), kForeign);
  EXPECT_EQ(removed(added("{\"a\":1}", gemini())), "{\"a\":1}");
}

TEST(HookEntries, RemovalLeavesAGroupThatOthersShare) {
  const std::string_view shared = R"({"hooks":{"Stop":[{"hooks":[{"command":"a"},)"
                                  R"({"command":"/x/flockgate hook --event Stop"}]}]}})";
  EXPECT_EQ(removed(shared), R"({"hooks":{"Stop":[{"hooks":[{"command":"a"}]}]}})");
}

TEST(HookEntries, OtherVerbsAndProgramsAreForeign) {
  const std::string_view foreign =
      R"({"hooks":{"Stop":[{"hooks":[{"command":"flockgate status"},)"
      R"({"command":"/x/flockgate-old hook"},{"command":"/x/flockgate","args":["audit"]},)"
      R"({"command":"echo flockgate hook"}]}]}})";
  EXPECT_EQ(removed(foreign), foreign);
}

TEST(HookEntries, EmptySettingsBecomeADocument) {
  const std::string text = added("", claude());
  EXPECT_TRUE(text.starts_with("{\n  \"hooks\": {\n    \"PreToolUse\": [\n"));
  EXPECT_TRUE(text.ends_with("\n}\n"));
}

TEST(HookEntries, CarriageReturnsStayWhole) {
  const std::string text = added("{\r\n\t\"a\": 1\r\n}\r\n", claude());
  for (std::size_t i = 0; i < text.size(); ++i) {
    EXPECT_TRUE(text[i] != '\n' || text[i - 1] == '\r') << i;
  }
}

TEST(HookEntries, SettingsThatAreNoSettingsAreRefused) {
  struct Case {
    std::string_view settings;
    std::string_view words;
  };
  for (const Case& c : {
           Case{"{\n\"hooks\": {,}}",       "line 2, column 11"         },
           Case{"[]",                       "the file is no JSON object"},
           Case{R"({"hooks":[]})",          "no JSON object"            },
           Case{R"({"hooks":{"Stop":{}}})", "no JSON array"             }
  }) {
    const auto text = add_entries(c.settings, claude());
    ASSERT_FALSE(text) << c.settings;
    EXPECT_EQ(text.error().code, base::Code::invalid_input);
    EXPECT_NE(base::to_text(text.error()).find(c.words), std::string::npos)
        << base::to_text(text.error());
  }
}

TEST(HookEntries, SwitchesThatKeepHooksOffAreTold) {
  using hooks::cli::hooks_switched_off;
  EXPECT_EQ(hooks_switched_off(R"({"disableAllHooks":true})").size(), 1u);
  EXPECT_EQ(hooks_switched_off(R"({"hooksConfig":{"enabled":false}})").size(), 1u);
  EXPECT_EQ(hooks_switched_off(R"({"hooksConfig":{"disabled":["x","flockgate"]}})").size(), 1u);
  EXPECT_TRUE(hooks_switched_off(R"({"disableAllHooks":false})").empty());
}

}  // namespace
