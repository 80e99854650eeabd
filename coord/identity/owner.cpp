#include "coord/identity/owner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "coord/base/env.h"
#include "coord/base/path.h"
#include "coord/identity/process.h"

namespace coord {

namespace {

constexpr std::int64_t kInit = 1;

constexpr std::array<std::string_view, 9> kShells = {"ash", "bash", "busybox", "dash", "fish",
                                                     "ksh", "mksh", "sh",      "zsh"};
// Set by an agent for its hooks; counts only when the process is above us.
constexpr std::array<const char*, 1> kVariables = {"CLAUDE_PID"};

// What an agent sets for the commands of its session, and of its sub-agents.
struct SessionNames {
  const char* family;
  const char* session;
  const char* sub_agent;
};
constexpr std::array<SessionNames, 4> kSessions = {
    {{"claude", "CLAUDE_CODE_SESSION_ID", nullptr},
     {"codex", "CODEX_SESSION_ID", "CODEX_THREAD_ID"},
     {"copilot", "COPILOT_AGENT_SESSION_ID", nullptr},
     {"qwen", "QWEN_CODE_SESSION_ID", "QWEN_CODE_AGENT_ID"}}
};

}  // namespace

Chain read_chain(base::Disk& disk, std::int64_t pid, std::size_t limit) {
  Chain chain;
  const auto self = read_stat(disk, pid);
  std::int64_t next = self ? self->parent : 0;
  while (next > kInit && chain.size() < limit) {
    const auto process = read_stat(disk, next);
    if (!process) break;
    chain.push_back({process->pid, process->start});
    next = process->parent;
  }
  return chain;
}

std::optional<ProcessId> common_ancestor(const Chain& one, const Chain& other) {
  const auto found = std::ranges::find_first_of(one, other);
  return found == one.end() ? std::nullopt : std::optional(*found);
}

std::optional<ProcessId> nearest_program(base::Disk& disk, const Chain& chain) {
  const auto found = std::ranges::find_if(chain, [&](const ProcessId& process) {
    const std::string exe = exe_of(disk, process.pid);
    return std::ranges::find(kShells, base::base_name(exe)) == kShells.end();
  });
  return found == chain.end() ? std::nullopt : std::optional(*found);
}

std::optional<ProcessId> named_by_environment(const Chain& chain) {
  for (const char* variable : kVariables) {
    const std::string text = base::env_value(variable);
    std::int64_t pid = 0;
    std::from_chars(text.data(), text.data() + text.size(), pid);
    const auto found = std::ranges::find(chain, pid, &ProcessId::pid);
    if (found != chain.end()) return *found;
  }
  return std::nullopt;
}

std::vector<NamedSession> sessions_in_environment() {
  std::vector<NamedSession> sessions;
  for (const SessionNames& names : kSessions) {
    const std::string session = base::env_value(names.session);
    if (session.empty()) continue;
    const std::string sub = names.sub_agent == nullptr ? "" : base::env_value(names.sub_agent);
    if (!sub.empty()) sessions.push_back({names.family, session, sub});
    sessions.push_back({names.family, session, {}});
  }
  return sessions;
}

Terminal read_terminal(base::Disk& disk, std::int64_t pid) {
  const auto self = read_stat(disk, pid);
  const std::int64_t session = self ? self->session : 0;
  const auto leader = read_stat(disk, session);
  const ProcessId who{session, leader ? leader->start : 0};
  for (const char* stream : {"0", "1", "2"}) {
    const auto link = disk.read_link(std::string("/proc/self/fd/") + stream);
    if (link && link->starts_with("/dev/pts/")) return {link->substr(5), who};
    if (link && link->starts_with("/dev/tty")) return {link->substr(5), who};
  }
  return {"job-" + std::to_string(session), who};
}

bool is_same(base::Disk& disk, const ProcessId& process) {
  const auto now = read_stat(disk, process.pid);
  return now && now->start == process.start;
}

}  // namespace coord
