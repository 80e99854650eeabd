#include "hooks/cli/guarded.h"

#include "hooks/policy/cache.h"

namespace hooks::cli {

std::set<std::string> guarded_here(const std::vector<std::string>& names, guards::Use use,
                                   const Desk& desk, base::World& world) {
  const LoadedPolicy policy = load_policy(world, desk.place);
  return guards::guarded_files(names, {use, guards::Counted::acting}, desk.place, *policy.rules,
                               world);
}

}  // namespace hooks::cli
