#include "tests/support/guard_world.h"

#include <unistd.h>

#include "coord/base/path.h"
#include "hooks/policy/cache.h"

namespace support {

GuardWorld::GuardWorld() : world_{base::real_disk(), clock_, env_} {
  env_.home = home_.path();
  env_.config_home = home_ / ".config";
  env_.state_home = home_ / ".local/state";
  env_.self = home_ / "opt/flockgate";
  env_.uid = ::getuid();
  place_.home = home_.path();
  place_.root = home_ / "repo";
  place_.git_dir = home_ / "repo/.git";
  place_.state_dir = home_ / "repo/.git/flockgate";
  home_.write("repo/.git/flockgate/journal.jsonl", "");
  home_.write("repo/README.md", "# x\n");
}

std::string GuardWorld::path(std::string_view name) const {
  if (name.starts_with("~/")) return home_ / name.substr(2);
  return base::join_path(place_.root, name);
}

void GuardWorld::write(std::string_view name, std::string_view bytes) const {
  home_.write(base::relative_to(path(name), home_.path()), bytes);
}

guards::Effect GuardWorld::effect(guards::Verb verb, std::string_view name) const {
  guards::Effect effect;
  effect.verb = verb;
  effect.path = path(name);
  if (verb == guards::Verb::write) effect.how = guards::How::overwrite;
  return effect;
}

std::vector<guards::Finding> GuardWorld::findings(const guards::Action& action,
                                                  const guards::Effects& effects) {
  const hooks::LoadedPolicy policy = hooks::load_policy(world_, place_);
  return guards::judge(action, effects, place_, *policy.rules, world_);
}

std::vector<std::string> GuardWorld::remarks(const std::vector<guards::Effect>& effects) {
  guards::Action action;
  action.kind = guards::ActionKind::command;
  action.cwd = place_.root;
  guards::Effects all;
  all.list = effects;
  std::vector<std::string> ids;
  for (const guards::Finding& finding : findings(action, all)) ids.push_back(finding.rule);
  return ids;
}

}  // namespace support
