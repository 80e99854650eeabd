#include "coord/identity/unseen.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "coord/base/path.h"
#include "coord/identity/human.h"
#include "coord/identity/process.h"

namespace coord {

namespace {

using Pids = std::set<std::int64_t>;

void add_chain(base::World& world, std::int64_t pid, Pids& pids) {
  for (int depth = 0; depth < 64 && pid > 1; ++depth) {
    pids.insert(pid);
    const auto stat = read_stat(world.disk, pid);
    if (!stat) return;
    pid = stat->parent;
  }
}

// Processes that work below the folder, by number.
std::vector<std::int64_t> at_work_in(base::World& world, const std::string& folder) {
  std::vector<std::int64_t> found;
  const auto names = world.disk.list("/proc");
  if (!names) return found;
  for (const std::string& name : *names) {
    std::int64_t pid = 0;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (parsed.ec != std::errc()) continue;
    const auto cwd = world.disk.read_link("/proc/" + name + "/cwd");
    if (cwd && base::is_within(*cwd, folder)) found.push_back(pid);
  }
  std::ranges::sort(found);
  return found;
}

bool meets(const Ancestry& ancestry, const Pids& pids) {
  return std::ranges::any_of(ancestry.chain,
                             [&](const Process& process) { return pids.contains(process.pid); });
}

}  // namespace

std::vector<UnseenAgent> unseen_agents(base::World& world, const std::string& folder,
                                       const std::vector<std::int64_t>& owners) {
  Pids known(owners.begin(), owners.end());
  Pids above;  // launchers of those we know
  for (const std::int64_t owner : owners) add_chain(world, owner, above);
  add_chain(world, world.env.pid, above);
  std::vector<UnseenAgent> found;
  for (const std::int64_t pid : at_work_in(world, folder)) {
    if (above.contains(pid)) continue;
    const Ancestry ancestry = read_ancestry(world, pid);
    if (ancestry.chain.empty() || meets(ancestry, known)) continue;
    const auto mark = agent_of(ancestry.chain.front());
    if (!mark) continue;
    found.push_back({pid, mark->agent});
    known.insert(pid);
  }
  return found;
}

}  // namespace coord
