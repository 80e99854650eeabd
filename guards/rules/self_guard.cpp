#include "guards/rules/self_guard.h"

#include "coord/base/glob.h"
#include "coord/base/path.h"

namespace guards {

namespace {

std::string below(const std::string& dir, std::string_view name) {
  return dir.empty() ? std::string() : base::join_path(dir, name);
}

// A linked worktree keeps hooks and our state in the common git directory.
std::string common_git_dir(const Place& place) {
  const bool in_git = !place.git_dir.empty() && base::base_name(place.state_dir) == "flockgate";
  return in_git ? std::string(base::dir_name(place.state_dir)) : std::string();
}

// Where a pattern without wildcards points; empty for one with.
std::string literal_path(std::string_view pattern, const Place& place,
                         const std::vector<OwnPlace>& own) {
  if (base::is_glob(pattern) || pattern.starts_with('!')) return {};
  if (pattern.starts_with('/')) return std::string(pattern);
  if (pattern.starts_with("~/")) return below(place.home, pattern.substr(2));
  if (!pattern.starts_with('@')) return below(place.root, pattern);
  const std::string_view name = pattern.substr(0, pattern.find('/'));
  for (const OwnPlace& one : own)
    if (one.name == name)
      return name.size() == pattern.size() ? one.path
                                           : below(one.path, pattern.substr(name.size() + 1));
  return {};
}

}  // namespace

std::vector<OwnPlace> own_places(const Place& place, const base::Env& env) {
  std::vector<OwnPlace> places;
  const auto add = [&](std::string_view name, std::string path) {
    if (!path.empty()) places.push_back({name, std::move(path)});
  };
  add("@state", place.state_dir);
  add("@git", place.git_dir);
  add("@git", common_git_dir(place));
  add("@user-config", below(env.config_home, "flockgate"));
  add("@user-state", below(env.state_home, "flockgate"));
  if (env.self.empty()) return places;
  const std::string beside(base::dir_name(env.self));
  add("@self", env.self);
  add("@self", below(beside, "flockgate"));
  add("@self-cli", below(beside, "flockgate-cli"));
  return places;
}

void add_own_names(std::vector<std::string>& names, const std::string& path,
                   const std::vector<OwnPlace>& own) {
  for (const OwnPlace& one : own) {
    if (!base::is_within(path, one.path)) continue;
    const std::string inside = base::relative_to(path, one.path);
    names.push_back(inside == "." ? std::string(one.name) : std::string(one.name) + "/" + inside);
  }
}

std::vector<std::string> floor_files(const RuleSet& rules, const Place& place,
                                     const std::vector<OwnPlace>& own) {
  std::vector<std::string> files;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    const Rule rule = rules.rule(i);
    if (!rule.floor) break;  // floors stand first
    for (const std::string_view pattern : rule.paths)
      if (std::string path = literal_path(pattern, place, own); !path.empty())
        files.push_back(std::move(path));
  }
  return files;
}

}  // namespace guards
