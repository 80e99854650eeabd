// State Z in /proc is no proof of death: a process whose main thread has ended shows it while
// another thread runs on. pidfd_open and poll are right in both cases.
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>

#include "coord/base/path.h"
#include "coord/base/time_namespace.h"
#include "coord/identity/owner.h"
#include "coord/identity/process.h"

namespace coord {

namespace {

constexpr std::size_t kMaxDepth = 64;
// Who takes in orphans.
constexpr std::array<std::string_view, 6> kReapers = {"catatonit", "docker-init", "dumb-init",
                                                      "init",      "systemd",     "tini"};

enum class Life : std::uint8_t { ended, runs, unknown };

Life life_of(std::int64_t pid) {
  const long fd = ::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0U);
  if (fd < 0) return errno == ESRCH ? Life::ended : Life::unknown;
  const base::FileHandle process(static_cast<int>(fd));
  pollfd ready{process.fd(), POLLIN, 0};
  const int count = ::poll(&ready, 1, 0);
  if (count < 0) return Life::unknown;
  return count > 0 ? Life::ended : Life::runs;
}

// The end of the tick it began in: who began in the same tick as the call may be its child.
base::Millis started_ms(std::uint64_t ticks) {
  const long per_second = std::max(::sysconf(_SC_CLK_TCK), 1L);
  return static_cast<base::Millis>(ticks + 1) * 1000 / per_second -
         base::time_namespace().boot_offset_ms;
}

// Walks up through what began no earlier than `since`: an orphan ends at who takes orphans in.
bool is_orphan(base::Disk& disk, ProcessStat process, base::Millis since) {
  for (std::size_t depth = 0; depth < kMaxDepth; ++depth) {
    if (process.parent <= 1) return true;
    const auto parent = read_stat(disk, process.parent);
    if (!parent) return false;
    if (started_ms(parent->start) < since) {
      return std::ranges::find(kReapers, parent->comm) != kReapers.end();
    }
    process = *parent;
  }
  return false;
}

// Those at work below `folder` that began at `since` or later.
base::Result<std::vector<ProcessStat>> late_processes(base::World& world, const std::string& folder,
                                                      base::Millis since) {
  std::vector<ProcessStat> late;
  for (const std::string& name : TRY(world.disk.list("/proc"))) {
    std::int64_t pid = 0;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (parsed.ec != std::errc()) continue;
    auto process = read_stat(world.disk, pid);
    if (!process || started_ms(process->start) < since) continue;
    const auto cwd = world.disk.read_link("/proc/" + name + "/cwd");
    if (cwd && base::is_within(*cwd, folder)) late.push_back(*std::move(process));
  }
  return late;
}

}  // namespace

bool is_ended(base::Disk& disk, const ProcessId& process) {
  if (process.pid <= 1) return false;
  const Life life = life_of(process.pid);
  if (life != Life::runs) return life == Life::ended;
  const auto now = read_stat(disk, process.pid);
  return now && now->start != process.start;
}

bool has_survivor(base::World& world, const std::string& folder, base::Millis since) {
  const auto late = late_processes(world, folder, since);
  if (!late) return true;  // nobody can tell
  return std::ranges::any_of(*late, [&](const ProcessStat& process) {
    return process.pid != world.env.pid && is_orphan(world.disk, process, since);
  });
}

std::optional<ProcessId> find_job(base::World& world, const std::string& folder, base::Millis since,
                                  const ProcessId& agent) {
  const auto late = late_processes(world, folder, since);
  if (!late) return std::nullopt;
  const Chain above = read_chain(world.disk, world.env.pid, kMaxDepth);
  std::optional<ProcessId> first;
  for (const ProcessStat& process : *late) {
    const ProcessId id{process.pid, process.start};
    if (id.pid == world.env.pid || std::ranges::find(above, id) != above.end()) continue;
    if (first && first->start <= id.start) continue;
    const Chain chain = read_chain(world.disk, id.pid, kMaxDepth);
    const bool below = std::ranges::find(chain, agent) != chain.end();
    if (below || is_orphan(world.disk, process, since)) first = id;
  }
  return first;
}

}  // namespace coord
