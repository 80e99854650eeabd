// The verbs that change an agent's settings, with the real programs in a home of their own.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/hook_scene.h"

namespace {

using support::built;
using support::Ended;

constexpr int kNotPermitted = 77;

class Init : public testing::Test {
 protected:
  void SetUp() override {
    const Ended probe = run({"on"});
    if (probe.code == kNotPermitted) GTEST_SKIP() << "run by an agent: " << probe.err;
  }

  support::Start start(std::vector<std::string> argv) const {
    return {
        .argv = std::move(argv),
        .cwd = scene_.repo(),
        .env = {"HOME=" + scene_.home(), "PATH=/usr/bin:/bin"}
    };
  }
  Ended run(std::vector<std::string> words) const {
    words.insert(words.begin(), built("flockgate-cli"));
    return support::run(start(std::move(words)));
  }

  void put(std::string_view bytes) const {
    scene_.dir().write("repo/.claude/settings.json", bytes);
  }
  std::string settings() const { return scene_.dir().read("repo/.claude/settings.json"); }

  support::HookScene scene_;
};

TEST_F(Init, SettingsOfEveryLookComeBack) {
  for (const std::string before :
       {"", "\n", "{}", "{ }\n", "{\r\n\t\"a\": 1,\r\n\t\"b\": [1, 2]\r\n}",
        "// only a comment\n{\"hooks\":{}}",
        "\xef\xbb\xbf{\"model\":\"gr\xc3\xb6\xc3\x9f\\u00e9\"}",
        R"({
  "hooks": { "Stop": [ { "hooks": [ ] } ], // x
    "PreToolUse": []
  }
})"}) {
    SCOPED_TRACE(before);
    put(before);
    ASSERT_EQ(run({"init", "--platform", "claude-code"}).code, 0);
    const std::string installed = settings();
    EXPECT_NE(installed.find(built("flockgate")), std::string::npos);
    ASSERT_EQ(run({"init", "--platform", "claude-code"}).code, 0);
    EXPECT_EQ(settings(), installed);
    ASSERT_EQ(run({"uninstall"}).code, 0);
    EXPECT_EQ(settings(), before);
    EXPECT_FALSE(scene_.dir().has("repo/.claude/settings.json.before-flockgate"));
  }
}

TEST_F(Init, DryRunWritesNothing) {
  const Ended ended = run({"init", "--platform", "claude-code", "--dry-run"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("would install in"), std::string::npos);
  EXPECT_FALSE(scene_.dir().has("repo/.claude"));
}

TEST_F(Init, PlatformsInUseAreFound) {
  scene_.dir().write("home/.gemini/settings.json", "{}");
  const Ended ended = run({"init"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(scene_.dir().has("repo/.gemini/settings.json"));
  EXPECT_FALSE(scene_.dir().has("repo/.claude"));
  EXPECT_EQ(scene_.dir().read("home/.gemini/settings.json"), "{}");
}

TEST_F(Init, NoPlatformInUseIsTold) {
  const Ended ended = run({"init"});
  EXPECT_EQ(ended.code, 64);
  EXPECT_NE(ended.err.find("--platform"), std::string::npos);
}

TEST_F(Init, UserScopeChangesTheHomeOnly) {
  EXPECT_EQ(run({"init", "--platform", "gemini-cli", "--scope", "user"}).code, 0);
  EXPECT_TRUE(scene_.dir().has("home/.gemini/settings.json"));
  EXPECT_FALSE(scene_.dir().has("repo/.gemini"));
  EXPECT_EQ(run({"uninstall", "--scope", "user"}).code, 0);
  EXPECT_FALSE(scene_.dir().has("home/.gemini/settings.json"));
}

TEST_F(Init, OneBrokenFileKeepsAllOthersUnchanged) {
  put("{}");
  scene_.dir().write("repo/.gemini/settings.json", "{\n  \"a\" 1\n}");
  const Ended ended = run({"init"});
  EXPECT_EQ(ended.code, 64);
  EXPECT_NE(ended.err.find(".gemini/settings.json: line 2, column 7"), std::string::npos)
      << ended.err;
  EXPECT_EQ(settings(), "{}");
}

TEST_F(Init, InstalledEntryAnswersThePlatform) {
  ASSERT_EQ(run({"init", "--platform", "claude-code"}).code, 0);
  const support::Client& claude = support::clients().front();
  const Ended ended = scene_.call(claude, scene_.shell(claude, "cat .claude/settings.json"));
  EXPECT_EQ(ended.code, 0) << ended.err;
}

// The shell in between was started by an agent; what it starts has a clean environment.
TEST_F(Init, AgentAmongTheAncestorsIsRefused) {
  const Ended ended =
      support::run(start({"/bin/sh", "-c",
                          "CLAUDECODE=1 sh -c 'env -u CLAUDECODE " + built("flockgate-cli") +
                              " init --platform claude-code; exit $?'"}));
  EXPECT_EQ(ended.code, kNotPermitted);
  EXPECT_NE(ended.err.find("Claude Code is asking"), std::string::npos) << ended.err;
  EXPECT_FALSE(scene_.dir().has("repo/.claude"));
}

TEST_F(Init, HumanVerbsAreRefusedToAnAgent) {
  for (const std::string verb : {"init", "uninstall", "off", "on"}) {
    support::Start how = start({built("flockgate-cli"), verb, "--json"});
    how.env.emplace_back("GEMINI_CLI=1");
    const Ended ended = support::run(how);
    EXPECT_EQ(ended.code, kNotPermitted) << verb;
    EXPECT_NE(ended.out.find(R"({"schema":"error/1","code":"denied")"), std::string::npos);
  }
}

TEST_F(Init, OffIsJournaledAndShown) {
  ASSERT_EQ(run({"off", "--for", "5m", "--reason", "fire"}).code, 0);
  EXPECT_NE(run({"status"}).out.find("OFF until"), std::string::npos);
  EXPECT_EQ(run({"on"}).code, 0);
  EXPECT_NE(run({"status"}).out.find("guard    on"), std::string::npos);
  const std::string journal = run({"journal", "tail"}).out;
  EXPECT_NE(journal.find("off  "), std::string::npos);
  EXPECT_NE(journal.find("fire"), std::string::npos);
}

TEST_F(Init, DoctorFindsWhatIsMissing) {
  ASSERT_EQ(run({"init", "--platform", "claude-code"}).code, 0);
  EXPECT_EQ(run({"doctor"}).code, 0) << run({"doctor"}).out;
  std::string changed = settings();
  changed.replace(changed.find("\"timeout\": 10"), 13, "\"timeout\": 1");
  put(changed);
  EXPECT_NE(run({"doctor"}).out.find("1 of 9 entries are missing or changed"), std::string::npos);
  scene_.dir().write("repo/.claude/settings.local.json", "{\"disableAllHooks\": true}");
  const Ended ended = run({"doctor"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.out.find("\"disableAllHooks\" is true"), std::string::npos);
}

TEST_F(Init, AuditFindsWhatTheHookRecorded) {
  const support::Client& claude = support::clients().front();
  scene_.call(claude, scene_.shell(claude, "cat .env"));
  scene_.call(claude, scene_.shell(claude, "true"));
  const Ended all = run({"audit", "list", "--json"});
  EXPECT_EQ(std::count(all.out.begin(), all.out.end(), '\n'), 2) << all.out;
  const Ended denied = run({"audit", "--verdict", "deny"});
  EXPECT_EQ(std::count(denied.out.begin(), denied.out.end(), '\n'), 1) << denied.out;
  EXPECT_NE(denied.out.find("$ cat .env"), std::string::npos);
  EXPECT_EQ(run({"audit", "check"}).code, 0);
  EXPECT_EQ(run({"audit", "show", "2"}).code, 0);
  EXPECT_EQ(run({"audit", "show", "999"}).code, 1);
}

TEST_F(Init, EmptyAuditIsNoError) {
  EXPECT_EQ(run({"audit"}).code, 0);
  EXPECT_EQ(run({"audit", "tail"}).code, 0);
  EXPECT_EQ(run({"audit", "check"}).code, 0);
}

}  // namespace
