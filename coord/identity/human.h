// human.h - may this process be a person's? The answer for verbs that agents may not run.
// Shape:  pure judgement over an Ancestry; require_human reads the real one.
// Errors: denied with the agent's name in `where`.
// Source: docs/SECURITY.md; ADR-0028 (off is a human verb).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "coord/base/result.h"
#include "coord/identity/process.h"

namespace coord {

struct AgentMark {
  std::string agent;  // "Claude Code"
  std::string why;    // "process 4711 is claude", "CLAUDECODE is set"
};

// The nearest sign of a known agent above us (or in our own environment); nothing: none found.
std::optional<AgentMark> find_agent(const Ancestry& ancestry);

// Is this process a known agent itself, by its program or script?
std::optional<AgentMark> agent_of(const Process& process);

// Passes unless an agent is found, or the chain cannot be read (then nobody is proven human).
[[nodiscard]] base::Result<void> require_human(base::World& world, std::string_view verb);

}  // namespace coord
