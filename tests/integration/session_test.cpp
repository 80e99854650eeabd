// What an agent is told when its session begins, through the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/agent_process.h"

namespace {

using nlohmann::json;
using support::Agent;
using support::AgentProcess;
using support::Ended;
using support::HookScene;
using testing::HasSubstr;
using testing::Not;

class Session : public testing::Test {
 protected:
  // A command of this session's shell.
  Ended command(const std::string& session, std::vector<std::string> words) const {
    words.insert(words.begin(), support::built("flockgate-cli"));
    return support::run({
        .argv = words,
        .cwd = scene_.repo(),
        .env = {"HOME=" + scene_.home(), "PATH=/usr/bin:/bin", "CLAUDE_CODE_SESSION_ID=" + session,
                "GIT_AUTHOR_NAME=t", "GIT_AUTHOR_EMAIL=t@example.invalid", "GIT_COMMITTER_NAME=t",
                "GIT_COMMITTER_EMAIL=t@example.invalid"}
    });
  }
  std::string told(const std::string& session) const {
    const Ended ended = Agent(scene_, session).begin();
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(ended.err, "");
    if (ended.out.empty()) return {};
    return json::parse(ended.out)["hookSpecificOutput"]["additionalContext"];
  }

  HookScene scene_;
};

TEST_F(Session, NothingIsSaidToWhoIsAloneAndNothingIsMade) {
  EXPECT_EQ(told("ada"), "");
  EXPECT_FALSE(std::filesystem::exists(scene_.in_repo(".git/flockgate")));
  Agent ada(scene_, "ada");
  ada.write("src/a.txt", "mine\n");
  EXPECT_EQ(told("ada"), "");
}

TEST_F(Session, ReadersOfGitLockNothingFromTheStartOn) {
  const std::string file = scene_.dir() / "env.sh";
  const support::Client& claude = support::clients().front();
  const auto begin = [&](const std::string& named) {
    support::Start start =
        scene_.hook(claude, "SessionStart", scene_.tool(claude, "SessionStart", "Bash", "{}"));
    start.env.push_back("CLAUDE_ENV_FILE=" + named);
    const Ended ended = support::run(start);
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(ended.out + ended.err, "");
  };
  begin(file);
  EXPECT_EQ(scene_.dir().read("env.sh"), "export GIT_OPTIONAL_LOCKS=0\n");
  begin(file);  // resumed
  EXPECT_EQ(scene_.dir().read("env.sh"), "export GIT_OPTIONAL_LOCKS=0\n");
  scene_.dir().write("env.sh", "export OTHER=1");
  begin(file);
  EXPECT_EQ(scene_.dir().read("env.sh"), "export OTHER=1\nexport GIT_OPTIONAL_LOCKS=0\n");
  begin("relative.sh");
  EXPECT_FALSE(scene_.dir().has("repo/relative.sh"));
}

TEST_F(Session, WhatCannotBeToldToReadersIsSaidAndStopsNothing) {
  const support::Client& claude = support::clients().front();
  support::Start start =
      scene_.hook(claude, "SessionStart", scene_.tool(claude, "SessionStart", "Bash", "{}"));
  start.env.push_back("CLAUDE_ENV_FILE=" + (scene_.dir() / "no/such/folder"));
  const Ended ended = support::run(start);
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.out, "");
  EXPECT_THAT(ended.err, HasSubstr("git's readers lock the index"));
}

TEST_F(Session, TheOthersAreToldWithTaskScopesFilesAndBranch) {
  Agent ada(scene_, "ada");
  ada.read("src/a.txt");
  ada.write("src/a.txt", "mine\n");
  ASSERT_EQ(command("ada", {"join", "--task", "port the \"parser\""}).code, 0);
  ASSERT_EQ(command("ada", {"lock", "acquire", "lib/"}).code, 0);
  const std::string text = told("bob");
  EXPECT_THAT(text,
              HasSubstr("flockgate: you are claude-2 here, on branch main; 1 other agent works"));
  EXPECT_THAT(text, HasSubstr("\n- claude-1 (task: \"port the \\\"parser\\\"\"); holds lib/; "
                              "changed lately src/a.txt; seen "));
  const auto& gemini = support::clients()[1];
  const json payload = {
      {"session_id",      "g"           },
      {"cwd",             scene_.repo() },
      {"hook_event_name", "SessionStart"},
      {"source",          "startup"     }
  };
  const Ended ended = support::run(scene_.hook(gemini, "SessionStart", payload.dump()));
  const json answer = json::parse(ended.out)["hookSpecificOutput"];
  EXPECT_EQ(answer["hookEventName"], "SessionStart");
  EXPECT_THAT(std::string(answer["additionalContext"]), HasSubstr("you are gemini-1 here"));
}

TEST_F(Session, FortyAgentsFitFifteenLines) {
  for (int i = 0; i < 40; ++i) {
    Agent(scene_, "s" + std::to_string(i)).write("f" + std::to_string(i), "x\n");
  }
  const std::string text = told("late");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 14);
  EXPECT_THAT(text, HasSubstr("lines more: `flockgate status`"));
}

TEST_F(Session, WhatADeadAgentLeftIsOfferedUntilSomebodyTakesIt) {
  AgentProcess ada(scene_, "ada", [&](Agent& agent) {
    agent.read("src/a.txt");
    agent.write("src/a.txt", "alpha\nbeta\ngamma\n");
    agent.begin_write("src/half.txt", "the first ha");  // its end is never told
  });
  ASSERT_EQ(command("ada", {"join", "--task", "greek letters"}).code, 0);
  Agent bob(scene_, "bob");
  bob.write("bob.txt", "bob\n");
  EXPECT_THAT(told("bob"),
              HasSubstr("claude-1 (task: \"greek letters\"); writes now src/half.txt"));
  ada.kill();
  const std::string text = told("bob");
  EXPECT_THAT(text, HasSubstr("\n- claude-1 ended in the middle of its work "));
  EXPECT_THAT(
      text,
      HasSubstr(
          "(task: \"greek letters\"): left src/a.txt, not committed; half-written: src/half.txt"));
  EXPECT_THAT(text, HasSubstr("`flockgate join --adopt claude-1`"));
  const std::string status = command("bob", {"status"}).out;
  EXPECT_THAT(status, HasSubstr("left     claude-1, "));
  EXPECT_THAT(status, HasSubstr("! half-written: src/half.txt"));

  EXPECT_EQ(command("bob", {"join", "--adopt", "claude-7"}).code, 1);
  ASSERT_EQ(command("bob", {"join", "--adopt", "claude-1"}).code, 0);
  EXPECT_EQ(told("bob"), "");
  EXPECT_EQ(json::parse(command("bob", {"status", "--json"}).out)["unfinished"], json::array());
  EXPECT_EQ(bob.run(support::built("flockgate") + " commit -m 'greek letters'"), "allow");
  ASSERT_EQ(bob.exit_code(), 0);
  EXPECT_THAT(scene_.dir().read("repo/.git/logs/HEAD"), HasSubstr("greek letters"));
  EXPECT_EQ(bob.run("git diff --quiet HEAD -- src/a.txt"), "allow");
  EXPECT_EQ(bob.exit_code(), 0);
}

TEST_F(Session, WhatIsCommittedOrChangedSinceIsOfferedToNobody) {
  AgentProcess ada(scene_, "ada", [&](Agent& agent) {
    agent.read("src/a.txt");
    agent.write("src/a.txt", "one\n");
    agent.write("src/b.txt", "two\n");
    agent.run("git add src/a.txt && git commit -q -m one -- src/a.txt");
  });
  ada.kill();
  EXPECT_THAT(told("bob"), HasSubstr("left src/b.txt, not committed"));
  Agent bob(scene_, "bob");
  bob.read("src/b.txt");
  bob.write("src/b.txt", "two and more\n");
  EXPECT_EQ(told("bob"), "");
}

TEST_F(Session, ASessionThatGoesOnKeepsItsWork) {
  AgentProcess ada(scene_, "ada", [&](Agent& agent) {
    agent.read("src/a.txt");
    agent.write("src/a.txt", "one\n");
  });
  ada.kill();
  EXPECT_THAT(told("bob"), HasSubstr("claude-1 ended in the middle"));
  EXPECT_THAT(told("ada"), Not(HasSubstr("ended in the middle")));  // resumed
  EXPECT_THAT(told("bob"), Not(HasSubstr("ended in the middle")));
}

// A program of that name that no hook ever spoke for, and no child of ours: we own ada.
TEST_F(Session, AnAgentWithoutHooksIsNamed) {
  const std::string program = scene_.dir() / "gemini";
  std::filesystem::copy_file("/bin/sleep", program);
  std::array<int, 2> pipe_ends = {-1, -1};
  ASSERT_EQ(::pipe(pipe_ends.data()), 0);
  support::Child parent([&] {
    const pid_t stranger = ::fork();
    if (stranger == 0 && ::chdir(scene_.repo().c_str()) == 0) {
      ::execl(program.c_str(), "gemini", "60", static_cast<char*>(nullptr));
    }
    return ::write(pipe_ends[1], &stranger, sizeof stranger) == sizeof stranger ? 0 : 1;
  });
  pid_t stranger = 0;
  ASSERT_EQ(::read(pipe_ends[0], &stranger, sizeof stranger), ssize_t{sizeof stranger});
  ASSERT_EQ(parent.wait(), 0);
  Agent ada(scene_, "ada");
  ada.write("src/a.txt", "mine\n");
  const std::string line = "Gemini CLI (process " + std::to_string(stranger) + ") works here";
  EXPECT_TRUE(support::until([&] { return told("ada").find(line) != std::string::npos; }));
  ::kill(stranger, SIGKILL);
}

}  // namespace
