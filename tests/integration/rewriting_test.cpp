// A sweeping command becomes one for its agent's own files, where that skips no prompt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/agent.h"

namespace {

using nlohmann::json;
using support::Agent;
using support::Client;
using support::Ended;
using support::HookScene;
using testing::HasSubstr;
using testing::Not;

// ada and bob have uncommitted work in one folder.
class Rewriting : public testing::Test {
 protected:
  void SetUp() override {
    scene.dir().write("repo/src/b.txt", "bob's\n");
    scene.by_hand("git add src && git commit -qm two");
    ada.read("src/a.txt");
    bob.read("src/b.txt");
    ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
    ASSERT_EQ(ada.write("made file.txt", "by ada\n").out, "");
    ASSERT_EQ(bob.write("src/b.txt", "bob\n").out, "");
  }
  static std::string tool_of(const Client& client) {
    return client.platform == "gemini-cli" ? "run_shell_command" : "Bash";
  }
  json payload(const Client& client, const std::string& command) const {
    json made = {
        {"session_id",      "ada"                                                             },
        {"cwd",             scene.repo()                                                      },
        {"hook_event_name", client.pre_event                                                  },
        {"tool_name",       tool_of(client)                                                   },
        {"tool_input",      {{"command", command}, {"description", "d \"q\""}, {"timeout", 5}}}
    };
    if (client.platform != "gemini-cli") made["tool_use_id"] = "t9";
    return made;
  }
  // The answer to ada; her call is over then.
  json asked(const Client& client, const std::string& command, const std::string& mode) {
    json call = payload(client, command);
    call["permission_mode"] = mode;
    const Ended ended = support::run(scene.hook(client, client.pre_event, call.dump()));
    ada.stop();
    if (ended.out.empty()) return json::object();
    return json::parse(ended.out);
  }
  std::string rewritten(const std::string& command) {
    const json answer = asked(claude, command, "bypassPermissions");
    const json specific = answer.value("hookSpecificOutput", json::object());
    if (specific.value("permissionDecision", "") != "allow") return "not rewritten";
    EXPECT_EQ(specific["updatedInput"]["description"], "d \"q\"");
    EXPECT_EQ(specific["updatedInput"]["timeout"], 5);
    EXPECT_THAT(specific.value("additionalContext", ""), HasSubstr("[branch.sweep]"));
    return specific["updatedInput"]["command"];
  }

  const Client& claude = support::clients().front();
  const Client& gemini = support::clients().back();
  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

TEST_F(Rewriting, SweepsBecomeOnesOwnFiles) {
  EXPECT_EQ(rewritten("git add -A"), "git add -- 'made file.txt' src/a.txt");
  EXPECT_EQ(rewritten("git add -v ."), "git add -v -- 'made file.txt' src/a.txt");
  EXPECT_EQ(rewritten("git add src"), "git add -- src/a.txt");
  EXPECT_EQ(rewritten("cd src && git add -u"), "cd src && git add -- a.txt");
  EXPECT_EQ(rewritten("git commit -qam 'a message'"), "git commit -qm 'a message' -- src/a.txt");
  EXPECT_EQ(rewritten("git commit --all --message=x --author 'a <a@b>'"),
            "git commit '--message=x' --author 'a <a@b>' -- src/a.txt");
  EXPECT_EQ(rewritten("git add -A && git commit -a -m \"it's done\"; git status"),
            "git add -- 'made file.txt' src/a.txt && "
            "git commit -m 'it'\\''s done' -- src/a.txt; git status");
}

TEST_F(Rewriting, WhatRunsInsteadTakesNothingOfOthers) {
  const std::string command = rewritten("git add -A && git commit -qam mine");
  ASSERT_THAT(command, Not("not rewritten"));
  EXPECT_EQ(ada.run(command), "allow") << command << ada.answer();
  EXPECT_EQ(ada.exit_code(), 0);
  EXPECT_EQ(scene.by_hand("git log -1 --format= --name-only; git status --porcelain"),
            "src/a.txt\nA  \"made file.txt\"\n M src/b.txt\n");
}

TEST_F(Rewriting, NoPromptOfTheUsersIsSkipped) {
  for (const char* mode : {"default", "acceptEdits", "plan", "dontAsk", "auto", ""}) {
    const json answer = asked(claude, "git add -A", mode);
    EXPECT_EQ(answer["hookSpecificOutput"]["permissionDecision"], "deny") << mode;
    EXPECT_FALSE(answer["hookSpecificOutput"].contains("updatedInput")) << mode;
  }
}

TEST_F(Rewriting, WhatIsNotSurelyTheSameIsRefused) {
  scene.by_hand("git add src/b.txt");
  for (const char* command :
       {"git add -A > ../log", "git -C . add -A", "git commit -m x", "git add src/a.txt src/b.txt",
        "sh -c 'git add -A'", "git add -A $X", "git add -A && cat .env",
        "git add -A; git switch -c x", "X=1 git add -A", "sudo git add -A",
        "git add -A --pathspec-from-file=list"}) {
    EXPECT_EQ(rewritten(command), "not rewritten") << command;
  }
  scene.by_hand("git reset -q && git checkout -q HEAD -- src/a.txt && rm 'made file.txt'");
  EXPECT_EQ(rewritten("git add -A"), "not rewritten") << "nothing of her own";
}

// Its own policy is asked behind us: a changed input, no decision.
TEST_F(Rewriting, OnGeminiThePolicyDecidesOverTheChangedCommand) {
  json call = payload(gemini, "git add -A");
  const Ended ended = support::run(scene.hook(gemini, gemini.pre_event, call.dump()));
  EXPECT_EQ(ended.code, 0);
  const json answer = json::parse(ended.out);
  EXPECT_FALSE(answer.contains("decision"));
  const json input = answer["hookSpecificOutput"]["tool_input"];
  EXPECT_EQ(input["command"], "git add -- 'made file.txt' src/a.txt");
  EXPECT_EQ(input["timeout"], 5);
  EXPECT_THAT(scene.audit(), HasSubstr("branch.sweep"));
  // The end of the changed call is the end of its turn.
  call["hook_event_name"] = gemini.post_event;
  call["tool_input"] = input;
  call["tool_response"] = {
      {"llmContent", "ok"}
  };
  const Ended after = support::run(scene.hook(gemini, gemini.post_event, call.dump()));
  EXPECT_THAT(after.out, HasSubstr("[branch.sweep]"));
  EXPECT_EQ(bob.shell("git add -- src/b.txt").out, "");
}

}  // namespace
