#include "hooks/cli/guarded.h"

#include "coord/base/path.h"
#include "hooks/policy/cache.h"

namespace hooks::cli {

std::set<std::string> guarded_among(const std::vector<std::string>& names, Use use,
                                    const Desk& desk, base::World& world) {
  using guards::Verb;
  guards::Effects all;
  for (const std::string& name : names) {
    const std::string path = base::join_path(desk.place.root, name);
    all.list.push_back({.verb = Verb::read, .path = path});
    if (use == Use::read) continue;
    all.list.push_back({.verb = Verb::write, .how = guards::How::replace, .path = path});
  }
  guards::Action action;
  action.cwd = desk.place.root;
  const LoadedPolicy policy = load_policy(world, desk.place);
  std::set<std::string> guarded;
  for (const guards::Finding& one : guards::judge(action, all, desk.place, *policy.rules, world)) {
    const bool acts = one.floor || one.stage == guards::Stage::enforce;
    if (acts && one.tier >= guards::Tier::checkpoint) guarded.insert(one.path);
  }
  return guarded;
}

}  // namespace hooks::cli
