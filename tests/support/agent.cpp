#include "tests/support/agent.h"

#include <nlohmann/json.hpp>

namespace support {

using nlohmann::json;

Agent::Agent(const HookScene& scene, std::string session, std::string folder)
    : scene_(scene),
      client_(clients().front()),
      session_(std::move(session)),
      folder_(folder.empty() ? scene.repo() : std::move(folder)) {}

Ended Agent::begin() {
  const json payload = {
      {"session_id",      session_      },
      {"cwd",             folder_       },
      {"hook_event_name", "SessionStart"},
      {"source",          "startup"     }
  };
  return support::run(scene_.hook(client_, "SessionStart", payload.dump()));
}

std::string Agent::read(const std::string& name) {
  call_read(name);
  std::string text = scene_.dir().read("repo/" + name);
  send("PostToolUse");
  return text;
}

Ended Agent::write(const std::string& name, const std::string& text) {
  Ended ended = begin_write(name, text);
  if (verdict_of(client_, ended) != "deny") end_write();
  return ended;
}

Ended Agent::shell(const std::string& command) {
  return call("Bash",
              json{
                  {"command", command}
  }
                  .dump());
}

std::string Agent::run(const std::string& command) {
  const Ended before = shell(command);
  answer_ = before.out;
  std::string verdict = verdict_of(client_, before);
  if (verdict == "deny" || verdict == "ask") return verdict;
  const Ended ended = support::run({
      .argv = {"/bin/sh",                            "-c",                             command},
      .cwd = folder_,
      .env = { "HOME=" + scene_.home(), "PATH=/usr/bin:/bin", "GIT_AUTHOR_NAME=" + session_,
               "GIT_AUTHOR_EMAIL=t@example.invalid", "GIT_COMMITTER_NAME=" + session_,
               "GIT_COMMITTER_EMAIL=t@example.invalid"}
  });
  exit_code_ = ended.code;
  answer_after_ = send("PostToolUse").out;
  return verdict;
}

void Agent::stop() {
  send("Stop");
}

void Agent::leave() {
  send("SessionEnd");
}

Ended Agent::put(const std::string& name, const std::string& text) {
  return call("mcp__files__put",
              json{
                  {"path",    scene_.in_repo(name)},
                  {"content", text                }
  }
                  .dump());
}

Ended Agent::call_read(const std::string& name) {
  return call("Read",
              json{
                  {"file_path", scene_.in_repo(name)}
  }
                  .dump());
}

Ended Agent::begin_write(const std::string& name, const std::string& text) {
  Ended ended = call("Write",
                     json{
                         {"file_path", scene_.in_repo(name)},
                         {"content",   text                }
  }
                         .dump());
  if (verdict_of(client_, ended) != "deny") scene_.dir().write("repo/" + name, text);
  return ended;
}

Ended Agent::end_write() {
  return send("PostToolUse");
}

Ended Agent::send(const std::string& event) {
  json payload = json::parse(last_);
  payload["session_id"] = session_;
  payload["cwd"] = folder_;
  payload["hook_event_name"] = event;
  return support::run(scene_.hook(client_, event, payload.dump()));
}

Ended Agent::call(const std::string& tool, const std::string& input_json) {
  last_ =
      json{
          {"tool_name",   tool                                      },
          {"tool_input",  json::parse(input_json)                   },
          {"tool_use_id", session_ + "-" + std::to_string(++number_)}
  }
          .dump();
  return send("PreToolUse");
}

}  // namespace support
