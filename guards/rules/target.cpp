#include "guards/rules/target.h"

#include <algorithm>

#include "coord/base/path.h"

namespace guards {

namespace {

constexpr std::size_t kMaxListed = 4096;

// Where a path lies when it is not in the work tree.
void add_outer_names(Spellings& names, const std::string& path, const Place& place) {
  if (place.root.empty() || base::is_within(path, place.root)) return;
  names.push_back(path == "/" ? "@outside" : "@outside" + path);
  if (base::is_within(place.root, path)) names.emplace_back("@above");
}

}  // namespace

Targets::Targets(const Place& place, const RuleSet& rules, base::World& world)
    : place_(place), rules_(rules), world_(world), own_(own_places(place, world.env)) {}

const Target& Targets::at(const std::string& path, bool on_link) {
  const auto [seen, is_new] = seen_.try_emplace({path, on_link});
  if (is_new) seen->second = look_at(path, on_link);
  return seen->second;
}

Spellings Targets::spell(const std::string& path) const {
  Spellings names = {path};
  if (!place_.root.empty() && base::is_within(path, place_.root))
    names.push_back(base::relative_to(path, place_.root));
  if (!place_.home.empty() && base::is_within(path, place_.home))
    names.push_back(path == place_.home ? "~" : "~/" + base::relative_to(path, place_.home));
  add_outer_names(names, path, place_);
  add_own_names(names, path, own_);
  return names;
}

Target Targets::look_at(const std::string& path, bool on_link) const {
  Target target;
  target.path = base::normalise(path);
  add_names(target, target.path);
  add_resolved(target, on_link);
  const auto info = world_.disk.info(target.path, !on_link);
  target.exists = info.has_value();
  if (info && info->kind == base::FileKind::regular && info->links > 1) add_twins(target, *info);
  return target;
}

void Targets::add_names(Target& target, const std::string& path) const {
  Spellings names = spell(path);
  if (std::find(target.names.begin(), target.names.end(), names) == target.names.end())
    target.names.push_back(std::move(names));
}

// Links in the folders are always followed, one in the last part unless the verb is about it.
void Targets::add_resolved(Target& target, bool on_link) const {
  const std::string whole = world_.disk.resolve(target.path).value_or(target.path);
  if (whole == target.path) return;
  const std::string parent(base::dir_name(target.path));
  add_names(target, base::join_path(world_.disk.resolve(parent).value_or(parent),
                                    base::base_name(target.path)));
  if (!on_link) add_names(target, whole);
}

// Other names of the same file: beside it, in the root, and wherever a floor names one.
void Targets::add_twins(Target& target, const base::FileInfo& info) const {
  std::vector<std::string> maybe = floor_files(rules_, place_, own_);
  for (const std::string& dir : {std::string(base::dir_name(target.path)), place_.root}) {
    const auto names =
        dir.empty() ? base::Result<std::vector<std::string>>{} : world_.disk.list(dir);
    if (!names) continue;
    for (std::size_t i = 0; i < std::min(names->size(), kMaxListed); ++i)
      maybe.push_back(base::join_path(dir, (*names)[i]));
  }
  for (const std::string& path : maybe) {
    if (path == target.path || !is_interesting(spell(path))) continue;
    const auto twin = world_.disk.info(path);
    if (twin && twin->id == info.id) add_names(target, path);
  }
}

// Has any rule a word to say about one of these spellings, before the disk is asked?
bool Targets::is_interesting(const Spellings& names) const {
  std::vector<std::uint32_t> found;
  for (const std::string& name : names) rules_.candidates(name, found);
  return !found.empty();
}

std::string shown(const std::string& path, const Place& place) {
  return place.root.empty() ? path : base::relative_to(path, place.root);
}

}  // namespace guards
