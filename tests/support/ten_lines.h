// ten_lines.h - ada and bob in one file of ten lines that a commit holds.
// Shape:  a base for fixtures; owns the scene and its two agents.
// Units:  lines count from 1; names are below the scene's repository.
// Errors: a write that the hook refuses ends the test with a failure.
// Source: docs/TESTING.md.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/support/agent.h"

namespace support {

class TenLines : public testing::Test {
 protected:
  static constexpr const char* kFile = "src/a.txt";

  void SetUp() override;

  // The ten, some of them others; an empty one is gone.
  static std::string text(const std::map<int, std::string>& lines = {}, const char* end = "\n");
  void put(Agent& agent, const std::string& bytes, const std::string& name = kFile);
  // ada in lines 2 and 8, bob in 5.
  void both_write();
  // What the hook lets the agent run as a call of its own; all that it said.
  std::string said_by(Agent& agent, const std::string& words);
  std::string now(const std::string& name = kFile) const;
  // What a person sees in a terminal.
  std::string sh(const std::string& command) const { return scene.by_hand(command); }
  void expect_clean() const;

  HookScene scene;
  Agent ada{scene, "ada"};
  Agent bob{scene, "bob"};
};

}  // namespace support
