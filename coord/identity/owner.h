// owner.h - the process an agent lives in: which one it is, and whether it is provably dead.
// Shape:  plain values; functions that look at the system.
// Units:  start is clock ticks since boot.
// Errors: none: what cannot be read is unknown, and what is unknown is never dead.
// Source: ADR-0059; proc(5), pidfd_open(2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coord/base/world.h"

namespace coord {

// A pid alone says nothing: pids are used again.
struct ProcessId {
  std::int64_t pid = 0;
  std::uint64_t start = 0;
  bool operator==(const ProcessId&) const = default;
};

// A process, its parent and so on, the nearest first.
using Chain = std::vector<ProcessId>;

inline constexpr std::size_t kHookChain = 8;

// From the parent of `pid` up, at most `limit`, without the first process of all.
Chain read_chain(base::Disk& disk, std::int64_t pid, std::size_t limit = kHookChain);

// The lowest that both have.
std::optional<ProcessId> common_ancestor(const Chain& one, const Chain& other);

// The nearest that is no shell: whom to ask until two chains are known.
std::optional<ProcessId> nearest_program(base::Disk& disk, const Chain& chain);

// The one in the chain that our own environment names as the agent.
std::optional<ProcessId> named_by_environment(const Chain& chain);

// A session as its agent's hooks are called with it.
struct NamedSession {
  std::string family;  // "claude"
  std::string session;
  std::string sub_agent;
  // What agents are told apart by.
  std::string text() const { return sub_agent.empty() ? session : session + '\n' + sub_agent; }
};

// Those that our own environment names, the sub-agent's first: agents pass them to the commands
// they run.
std::vector<NamedSession> sessions_in_environment();

// The terminal or job we were typed in: "pts/3", or "job-4711" without one, and the leader of its
// session, which lives as long as it.
struct Terminal {
  std::string name;
  ProcessId leader;
};
Terminal read_terminal(base::Disk& disk, std::int64_t pid);

// Still the same process? One read.
bool is_same(base::Disk& disk, const ProcessId& process);

// Ended, or its pid is another's by now. Only for a process of our own boot and pid namespace.
bool is_ended(base::Disk& disk, const ProcessId& process);

// Is there a process that was orphaned, works below `folder` and began at `since` (boot clock) or
// later? What a dead agent started may still write.
bool has_survivor(base::World& world, const std::string& folder, base::Millis since);

// The first begun of the processes that a call of `agent` left at work below `folder`: orphaned, or
// below the agent, and not above us. Parallel calls of one agent cannot be told apart.
std::optional<ProcessId> find_job(base::World& world, const std::string& folder, base::Millis since,
                                  const ProcessId& agent);

}  // namespace coord
