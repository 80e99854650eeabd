// hook_scene.h - a scratch repository with an agent in it that calls the real hook.
// Shape:  resource; everything it makes is gone with it.
// Units:  payloads are the platforms' own JSON.
// Errors: a scene that cannot be set up ends the test with a failure that says so.
// Source: docs/TESTING.md; tests/fault/rows.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace support {

// The pre-tool event of each platform, as its hook entry names it.
struct Client {
  std::string platform;
  std::string pre_event;
  std::string post_event;
};

const std::vector<Client>& clients();

class HookScene {
 public:
  HookScene();  // a git repository with one commit, a home, nothing else

  std::string repo() const { return dir_ / "repo"; }
  std::string home() const { return dir_ / "home"; }
  const TempDir& dir() const { return dir_; }
  std::string in_repo(std::string_view name) const { return repo() + '/' + std::string(name); }

  // `flockgate hook --platform P --event E` standing in the repository, with a bare environment.
  Start hook(const Client& client, const std::string& event, const std::string& payload) const;
  // The same for the pre-tool event of this payload.
  Ended call(const Client& client, const std::string& payload) const;
  Ended after(const Client& client, const std::string& payload) const;

  // What a person runs in a terminal beside the agents; the output.
  std::string by_hand(const std::string& command) const;

  // Payloads that run a command, or read, or write a file below the repository.
  std::string shell(const Client& client, std::string_view command) const;
  std::string read(const Client& client, std::string_view name) const;
  std::string write(const Client& client, std::string_view name, std::string_view content) const;
  std::string tool(const Client& client, const std::string& event, const std::string& tool,
                   const std::string& input_json) const;

  // The text of S/audit.jsonl.
  std::string audit() const;

 private:
  TempDir dir_;
};

// "allow" (nothing said), "warn", "ask", "deny"; anything else describes a malformed answer.
std::string verdict_of(const Client& client, const Ended& ended);

// Does the client run the tool after that?
bool goes_on(const std::string& verdict);

// Did this end stop the tool, by what the platform was measured to do?
bool stopped(const Client& client, const Ended& ended);

}  // namespace support
