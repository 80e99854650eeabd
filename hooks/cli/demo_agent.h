// demo_agent.h - one agent of the demo at work: asks its hook before each tool, obeys, goes on.
// Shape:  a function for a process of its own; reports go down a pipe.
// Errors: a step that cannot be done is a Report that did not work.
// Source: the order of events is what both platforms do: before, tool, after.
#pragma once

#include <string>
#include <vector>

#include "coord/base/world.h"
#include "hooks/cli/demo_script.h"

namespace hooks::cli {

struct AgentJob {
  Agent agent;
  std::string repository;
  std::string program;                   // flockgate itself; empty: work without the guard
  std::vector<std::string> environment;  // of hooks and commands
  int rounds = 0;
};

// Writes a line per step to `reports`.
void work(const AgentJob& job, base::World& world, const base::FileHandle& reports);

}  // namespace hooks::cli
