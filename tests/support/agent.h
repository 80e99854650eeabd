// agent.h - one agent of a scene, acting as its client would, through the real hook.
// Shape:  resource; talks to the scene's repository, keeps the last call to end it.
// Units:  paths relative to the scene's repository; commands run there, or in `folder`.
// Errors: none: answers are handed back as the hook gave them.
// Source: docs/TESTING.md.
#pragma once

#include <string>

#include "tests/support/hook_scene.h"

namespace support {

class Agent {
 public:
  Agent(const HookScene& scene, std::string session, std::string folder = {});

  Ended begin();  // the session
  std::string read(const std::string& name);
  // The answer of the hook; the file is written when it says nothing against it.
  Ended write(const std::string& name, const std::string& text);
  // The answer before a command that is then never run.
  Ended shell(const std::string& command);
  // The verdict; where it lets the command go on, the command is run and its end is told.
  std::string run(const std::string& command);
  int exit_code() const { return exit_code_; }                       // of the command run last
  const std::string& answer_after() const { return answer_after_; }  // and behind it
  const std::string& answer() const { return answer_; }              // of the hook before it
  void stop();
  void leave();
  // The answer before a tool of a server that nobody here knows.
  Ended put(const std::string& name, const std::string& text);

  // The halves of read() and write().
  Ended call_read(const std::string& name);
  Ended begin_write(const std::string& name, const std::string& text);
  Ended end_write();

 private:
  Ended send(const std::string& event);
  Ended call(const std::string& tool, const std::string& input_json);

  const HookScene& scene_;
  const Client& client_;
  std::string session_;
  std::string folder_;
  std::string last_ = "{}";
  int number_ = 0;
  int exit_code_ = 0;
  std::string answer_;
  std::string answer_after_;
};

}  // namespace support
