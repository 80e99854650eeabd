#include "guards/rules/target.h"

#include <algorithm>

#include "coord/base/path.h"
#include "guards/rules/self_guard.h"

namespace guards {

namespace {

constexpr std::size_t kMaxListed = 4096;

void add_names(Target& target, const std::string& path, const Place& place, const base::Env& env) {
  Spellings names = spell(path, place, env);
  if (std::find(target.names.begin(), target.names.end(), names) == target.names.end())
    target.names.push_back(std::move(names));
}

// Has any rule a word to say about one of these spellings, before the disk is asked?
bool is_interesting(const Spellings& names, const RuleSet& rules) {
  std::vector<std::uint32_t> found;
  for (const std::string& name : names) rules.candidates(name, found);
  return !found.empty();
}

// Other names of the same file: beside it, in the root, and wherever a floor names one.
void add_twins(Target& target, const base::FileInfo& info, const Place& place, const RuleSet& rules,
               base::World& world) {
  std::vector<std::string> maybe = floor_files(rules, place, world.env);
  for (const std::string& dir : {std::string(base::dir_name(target.path)), place.root}) {
    const auto names =
        dir.empty() ? base::Result<std::vector<std::string>>{} : world.disk.list(dir);
    if (!names) continue;
    for (std::size_t i = 0; i < std::min(names->size(), kMaxListed); ++i)
      maybe.push_back(base::join_path(dir, (*names)[i]));
  }
  for (const std::string& path : maybe) {
    if (path == target.path || !is_interesting(spell(path, place, world.env), rules)) continue;
    const auto twin = world.disk.info(path);
    if (twin && twin->id == info.id) add_names(target, path, place, world.env);
  }
}

// Links in the folders are always followed, one in the last part unless the verb is about it.
void add_resolved(Target& target, bool on_link, const Place& place, base::World& world) {
  const std::string whole = world.disk.resolve(target.path).value_or(target.path);
  if (whole == target.path) return;
  const std::string parent(base::dir_name(target.path));
  add_names(
      target,
      base::join_path(world.disk.resolve(parent).value_or(parent), base::base_name(target.path)),
      place, world.env);
  if (!on_link) add_names(target, whole, place, world.env);
}

// Where a path lies when it is not in the work tree.
void add_outer_names(Spellings& names, const std::string& path, const Place& place) {
  if (place.root.empty() || base::is_within(path, place.root)) return;
  names.push_back(path == "/" ? "@outside" : "@outside" + path);
  if (base::is_within(place.root, path)) names.emplace_back("@above");
}

}  // namespace

Spellings spell(const std::string& path, const Place& place, const base::Env& env) {
  Spellings names = {path};
  if (!place.root.empty() && base::is_within(path, place.root))
    names.push_back(base::relative_to(path, place.root));
  if (!place.home.empty() && base::is_within(path, place.home))
    names.push_back(path == place.home ? "~" : "~/" + base::relative_to(path, place.home));
  add_outer_names(names, path, place);
  add_own_names(names, path, place, env);
  return names;
}

Target make_target(const std::string& path, bool on_link, const Place& place, const RuleSet& rules,
                   base::World& world) {
  Target target;
  target.path = base::normalise(path);
  add_names(target, target.path, place, world.env);
  add_resolved(target, on_link, place, world);
  const auto info = world.disk.info(target.path, !on_link);
  target.exists = info.has_value();
  if (info && info->kind == base::FileKind::regular && info->links > 1)
    add_twins(target, *info, place, rules, world);
  return target;
}

std::string shown(const std::string& path, const Place& place) {
  return place.root.empty() ? path : base::relative_to(path, place.root);
}

}  // namespace guards
