#include "tests/support/hook_scene.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace support {

namespace {

using nlohmann::json;

bool is_gemini(const Client& client) {
  return client.platform == "gemini-cli";
}

void git(const std::string& repo, std::vector<std::string> words) {
  std::vector<std::string> argv = {
      "/usr/bin/git", "-C", repo, "-c", "user.name=t", "-c", "user.email=t@example.invalid"};
  argv.insert(argv.end(), words.begin(), words.end());
  const Ended ended = run({
      .argv = argv, .env = {"HOME=/nonexistent", "PATH=/usr/bin:/bin"}
  });
  if (ended.code != 0) ADD_FAILURE() << "git " << words.front() << ": " << ended.err;
}

std::string claude_verdict(const json& answer, const Ended& ended) {
  const json specific = answer.value("hookSpecificOutput", json::object());
  std::string decision = specific.value("permissionDecision", "");
  if (decision == "deny" || decision == "ask") return decision;
  if (decision.empty() && specific.contains("additionalContext") && ended.code == 0) return "warn";
  return "no Claude Code answer: " + ended.out;
}

std::string gemini_verdict(const json& answer, const Ended& ended) {
  if (answer.value("decision", "") == "deny")
    return ended.code == 2 ? "deny" : "deny with no exit 2";
  const json specific = answer.value("hookSpecificOutput", json::object());
  if (specific.contains("additionalContext") && ended.code == 0) return "warn";
  return "no Gemini CLI answer: " + ended.out;
}

}  // namespace

const std::vector<Client>& clients() {
  static const std::vector<Client> kClients = {
      {"claude-code", "PreToolUse", "PostToolUse"},
      {"gemini-cli",  "BeforeTool", "AfterTool"  }
  };
  return kClients;
}

HookScene::HookScene() {
  dir_.write("repo/README.md", "hello\n");
  dir_.write("repo/src/a.txt", "alpha\nbeta\n");
  dir_.write("repo/.env", "TOKEN=hush\n");
  dir_.write("repo/.env.example", "TOKEN=\n");
  dir_.write("home/.keep", "");
  git(repo(), {"init", "-q", "-b", "main"});
  git(repo(), {"add", "-f", "."});
  git(repo(), {"commit", "-q", "-m", "start"});
}

Start HookScene::hook(const Client& client, const std::string& event,
                      const std::string& payload) const {
  return {
      .argv = {built("flockgate"), "hook",  "--platform", client.platform, "--event", event},
      .input = payload,
      .cwd = repo(),
      .env = {"HOME=" + home(),   "PATH=/usr/bin:/bin"}
  };
}

std::string HookScene::by_hand(const std::string& command) const {
  return run({
                 .argv = {"/bin/sh",                             "-c",                    command},
                 .cwd = repo(),
                 .env = { "HOME=" + home(), "PATH=/usr/bin:/bin", "GIT_AUTHOR_NAME=hu",
                          "GIT_AUTHOR_EMAIL=hu@example.invalid", "GIT_COMMITTER_NAME=hu",
                          "GIT_COMMITTER_EMAIL=hu@example.invalid"}
  })
      .out;
}

Ended HookScene::call(const Client& client, const std::string& payload) const {
  return run(hook(client, client.pre_event, payload));
}

Ended HookScene::after(const Client& client, const std::string& payload) const {
  return run(hook(client, client.post_event, payload));
}

std::string HookScene::tool(const Client& client, const std::string& event, const std::string& tool,
                            const std::string& input_json) const {
  json payload = {
      {"session_id",      "s1"                   },
      {"transcript_path", "/nonexistent"         },
      {"cwd",             repo()                 },
      {"hook_event_name", event                  },
      {"tool_name",       tool                   },
      {"tool_input",      json::parse(input_json)}
  };
  if (!is_gemini(client)) payload["tool_use_id"] = "t1";
  return payload.dump();
}

std::string HookScene::shell(const Client& client, std::string_view command) const {
  return tool(client, client.pre_event, is_gemini(client) ? "run_shell_command" : "Bash",
              json{
                  {"command", command}
  }
                  .dump());
}

std::string HookScene::read(const Client& client, std::string_view name) const {
  return tool(client, client.pre_event, is_gemini(client) ? "read_file" : "Read",
              json{
                  {"file_path", in_repo(name)}
  }
                  .dump());
}

std::string HookScene::write(const Client& client, std::string_view name,
                             std::string_view content) const {
  return tool(client, client.pre_event, is_gemini(client) ? "write_file" : "Write",
              json{
                  {"file_path", in_repo(name)},
                  {"content",   content      }
  }
                  .dump());
}

std::string HookScene::audit() const {
  return dir_.read("repo/.git/flockgate/audit.jsonl");
}

std::string verdict_of(const Client& client, const Ended& ended) {
  if (ended.signal != 0) return "ended by signal " + std::to_string(ended.signal);
  if (ended.out.empty()) return ended.code == 0 ? "allow" : "exit " + std::to_string(ended.code);
  const json answer = json::parse(ended.out, nullptr, false);
  if (!answer.is_object()) return "not one object: " + ended.out;
  return is_gemini(client) ? gemini_verdict(answer, ended) : claude_verdict(answer, ended);
}

bool goes_on(const std::string& verdict) {
  return verdict == "allow" || verdict == "warn";
}

bool stopped(const Client& client, const Ended& ended) {
  if (ended.signal != 0) return false;
  // Silent exit 2 runs the tool on Gemini CLI; on Claude Code it stops it (measured).
  if (ended.code == 2 && (!is_gemini(client) || !ended.err.empty() || !ended.out.empty()))
    return true;
  return verdict_of(client, ended) == "deny";
}

}  // namespace support
