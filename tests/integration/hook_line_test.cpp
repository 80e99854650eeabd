// The real program in a real repository: what an agent meets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/cases.h"
#include "tests/support/hook_scene.h"

namespace {

using nlohmann::json;
using support::Client;
using support::clients;
using support::Ended;
using support::HookScene;
using support::Start;
using support::stopped;
using support::verdict_of;
using testing::HasSubstr;
using testing::Not;

class HookLine : public testing::Test {
 protected:
  std::string verdict(const Client& client, const std::string& payload) {
    return verdict_of(client, scene_.call(client, payload));
  }
  // A tool of some server, given one path of the repository.
  std::string put(const Client& client, const std::string& event, const char* path) {
    return scene_.tool(client, event, "mcp__fs__put",
                       json{
                           {"path", scene_.in_repo(path)}
    }
                           .dump());
  }
  std::vector<json> records() {
    std::vector<json> out;
    std::istringstream lines(scene_.audit());
    for (std::string line; std::getline(lines, line);) {
      json one = json::parse(line, nullptr, false);
      if (one.value("kind", "") == "verdict") out.push_back(std::move(one));
    }
    return out;
  }

  HookScene scene_;
  const Client& claude_ = clients().at(0);
  const Client& gemini_ = clients().at(1);
};

TEST_F(HookLine, OrdinaryWorkIsNeverDisturbed) {
  for (const Client& client : clients()) {
    for (const std::string& payload :
         {scene_.shell(client, "ls -l && grep -r alpha src"),
          scene_.shell(client, "echo hi > shell.txt"), scene_.read(client, "src/a.txt"),
          scene_.write(client, "src/a.txt", "new\n"), scene_.write(client, "new/file.txt", ""),
          scene_.read(client, ".env.example")}) {
      const Ended ended = scene_.call(client, payload);
      EXPECT_EQ(ended.out + ended.err, "") << client.platform << payload;
      EXPECT_EQ(ended.code, 0);
    }
  }
}

TEST_F(HookLine, SecretsAndTheGuardsOwnFilesAreStopped) {
  for (const Client& client : clients()) {
    for (const std::string& payload :
         {scene_.read(client, ".env"), scene_.write(client, ".env", "A=1\n"),
          scene_.shell(client, "cat .env"), scene_.shell(client, "echo A=1 >> .env"),
          scene_.write(client, ".flockgate/policy.json", "{}\n"),
          scene_.write(client, ".claude/settings.json", "{}\n")}) {
      const Ended ended = scene_.call(client, payload);
      EXPECT_EQ(verdict_of(client, ended), "deny") << client.platform << payload;
      EXPECT_THAT(ended.out, HasSubstr("see: ADR-"));
      EXPECT_THAT(ended.out, HasSubstr("instead: "));
    }
  }
}

TEST_F(HookLine, ARelativePathCountsFromThePayloadsFolder) {
  for (const Client& client : clients()) {
    const std::string tool = client.platform == "gemini-cli" ? "read_file" : "Read";
    const std::string input = R"({"file_path":"src/../.env"})";
    EXPECT_EQ(verdict(client, scene_.tool(client, client.pre_event, tool, input)), "deny");
  }
  const std::string input = R"({"command":"cat ../.env","dir_path":"src"})";
  const auto payload = scene_.tool(gemini_, gemini_.pre_event, "run_shell_command", input);
  EXPECT_EQ(verdict(gemini_, payload), "deny");
}

TEST_F(HookLine, AnUnknownToolIsWarnedOfAndAskedAboutSecrets) {
  EXPECT_EQ(verdict(claude_, put(claude_, claude_.pre_event, "notes.txt")), "warn");
  EXPECT_EQ(verdict(claude_, put(claude_, claude_.pre_event, ".env")), "ask");
  EXPECT_EQ(verdict(gemini_, put(gemini_, gemini_.pre_event, "notes.txt")), "allow");
  const Ended asked = scene_.call(gemini_, put(gemini_, gemini_.pre_event, ".env"));
  EXPECT_EQ(verdict_of(gemini_, asked), "deny");
  EXPECT_THAT(asked.out, HasSubstr("A human must do this"));
}

TEST_F(HookLine, AWarningReachesTheModelAfterTheToolWhereItCannotBefore) {
  const std::string post = put(gemini_, gemini_.post_event, "notes.txt");
  EXPECT_EQ(scene_.after(gemini_, post).out, "");
  scene_.call(gemini_, put(gemini_, gemini_.pre_event, "notes.txt"));
  const Ended told = scene_.after(gemini_, post);
  EXPECT_EQ(verdict_of(gemini_, told), "warn");
  EXPECT_THAT(told.out, HasSubstr("[unknown.any]"));
  EXPECT_EQ(scene_.after(gemini_, post).out, "");
}

TEST_F(HookLine, InCiNobodyIsAsked) {
  Start start = scene_.hook(claude_, claude_.pre_event, put(claude_, claude_.pre_event, ".env"));
  start.env.emplace_back("CI=true");
  EXPECT_EQ(verdict_of(claude_, support::run(start)), "deny");
}

TEST_F(HookLine, ThePlatformIsToldByThePayloadWhenNobodyNamesIt) {
  for (const Client& client : clients()) {
    Start start = scene_.hook(client, client.pre_event, scene_.read(client, ".env"));
    start.argv.resize(2);
    EXPECT_EQ(verdict_of(client, support::run(start)), "deny") << client.platform;
    start.input = "nonsense";
    const Ended unnamed = support::run(start);
    EXPECT_EQ(unnamed.code, 2);
    EXPECT_EQ(unnamed.out, "");
    EXPECT_THAT(unnamed.err, HasSubstr("[hook.failed]"));
  }
}

TEST_F(HookLine, EveryVerdictIsOneRecord) {
  for (const Client& client : clients()) {
    scene_.call(client, scene_.shell(client, "echo API_TOKEN=hush"));
    scene_.call(client, scene_.shell(client, "API_TOKEN=hush cat .env"));
    scene_.after(client, put(client, client.post_event, "a"));
  }
  const std::vector<json> all = records();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].at("verdict"), "allow");
  EXPECT_FALSE(all[0].contains("command"));
  EXPECT_EQ(all[1].at("verdict"), "deny");
  EXPECT_EQ(all[1].at("rule"), "secrets.dotenv");
  EXPECT_EQ(all[1].at("path"), ".env");
  EXPECT_EQ(all[1].at("cwd"), ".");
  EXPECT_EQ(all[1].at("platform"), "claude-code");
  EXPECT_EQ(all[3].at("platform"), "gemini-cli");
  EXPECT_THAT(scene_.audit(), Not(HasSubstr("hush")));
}

TEST_F(HookLine, NothingAppearsInTheWorkTree) {
  scene_.call(claude_, scene_.shell(claude_, "ls"));
  Start status = {
      .argv = {"/usr/bin/git", "-C", scene_.repo(), "status", "--porcelain", "--ignored"}
  };
  status.env = {"HOME=/nonexistent"};
  EXPECT_EQ(support::run(status).out, "");
}

TEST_F(HookLine, OutsideAnyRepositoryTheRecordGoesToTheUsersStateFolder) {
  scene_.dir().write("plain/notes.txt", "x");
  scene_.dir().write("home/.ssh/id_rsa", "x");
  for (const Client& client : clients()) {
    json payload = json::parse(scene_.shell(client, "cat ~/.ssh/id_rsa"));
    payload["cwd"] = scene_.dir() / "plain";
    Start start = scene_.hook(client, client.pre_event, payload.dump());
    start.cwd = scene_.dir() / "plain";
    EXPECT_EQ(verdict_of(client, support::run(start)), "deny") << client.platform;
  }
  EXPECT_TRUE(scene_.dir().has("home/.local/state/flockgate"));
  EXPECT_EQ(support::run({
                             .argv = {"/usr/bin/ls", "-A", scene_.dir() / "plain"}
  })
                .out,
            "notes.txt\n");
}

TEST_F(HookLine, ABrokenProjectPolicyIsSaidAndNeverWeakens) {
  scene_.dir().write("repo/.flockgate/policy.json", "{ broken");
  EXPECT_EQ(verdict(claude_, scene_.read(claude_, ".env")), "deny");
  const Ended plain = scene_.call(claude_, scene_.read(claude_, "README.md"));
  EXPECT_EQ(verdict_of(claude_, plain), "warn");
  EXPECT_THAT(plain.out, HasSubstr("policy"));
}

void check_malformed(const Client& client, const json& one, const Ended& ended) {
  SCOPED_TRACE(client.platform + " " + one.at("id").get<std::string>());
  if (one.at("want") == "stopped") {
    EXPECT_TRUE(stopped(client, ended)) << ended.out << ended.err;
  } else {
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.code, 0);
  }
}

TEST_F(HookLine, MalformedPayloadsFallToTheirSide) {
  const auto cases = support::read_cases("platforms/malformed.jsonl");
  EXPECT_GE(cases.size(), 15U);
  for (const json& one : cases) {
    const std::string text = one.at("in");
    check_malformed(
        claude_, one,
        support::run(scene_.hook(claude_, one.value("event", claude_.pre_event), text)));
    if (one.contains("event")) continue;  // Claude Code's words
    check_malformed(gemini_, one, support::run(scene_.hook(gemini_, gemini_.pre_event, text)));
  }
}

// Files of a neighbouring folder that only developers of the project have.
TEST_F(HookLine, EveryRecordedFixtureGetsAWellFormedAnswer) {
  const std::string folder = "../shared/fixtures/hooks";
  if (!support::has_file(folder)) GTEST_SKIP() << "no recorded fixtures beside this checkout";
  int seen = 0;
  for (const std::string& file : support::files_below(folder)) {
    if (file.ends_with(".md") || file.ends_with("index.json")) continue;
    for (const Client& client : clients()) {
      const auto payload = support::read_text(file);
      const Ended named = support::run(scene_.hook(client, client.pre_event, payload));
      EXPECT_TRUE(named.code == 0 || named.code == 2) << file;
      EXPECT_TRUE(named.out.empty() || json::accept(named.out)) << file << named.out;
      ++seen;
    }
  }
  EXPECT_GT(seen, 100);
}

}  // namespace
