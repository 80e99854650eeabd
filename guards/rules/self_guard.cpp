#include "guards/rules/self_guard.h"

#include "coord/base/glob.h"
#include "coord/base/path.h"

namespace guards {

namespace {

struct OwnPlace {
  std::string_view name;
  std::string path;  // empty when there is none
};

std::string below(const std::string& dir, std::string_view name) {
  return dir.empty() ? std::string() : base::join_path(dir, name);
}

// A linked worktree keeps hooks and our state in the common git directory.
std::string common_git_dir(const Place& place) {
  const bool in_git = !place.git_dir.empty() && base::base_name(place.state_dir) == "flockgate";
  return in_git ? std::string(base::dir_name(place.state_dir)) : std::string();
}

std::vector<OwnPlace> own_places(const Place& place, const base::Env& env) {
  const std::string beside(base::dir_name(env.self));
  std::vector<OwnPlace> places = {
      OwnPlace{"@state", place.state_dir      },
      OwnPlace{"@git",   place.git_dir        },
      OwnPlace{"@git",   common_git_dir(place)}
  };
  places.push_back({"@user-config", below(env.config_home, "flockgate")});
  places.push_back({"@user-state", below(env.state_home, "flockgate")});
  if (env.self.empty()) return places;
  places.push_back({"@self", env.self});
  places.push_back({"@self", below(beside, "flockgate")});
  places.push_back({"@self-cli", below(beside, "flockgate-cli")});
  return places;
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
    if (one.name == name && !one.path.empty())
      return name.size() == pattern.size() ? one.path
                                           : below(one.path, pattern.substr(name.size() + 1));
  return {};
}

}  // namespace

void add_own_names(std::vector<std::string>& names, const std::string& path, const Place& place,
                   const base::Env& env) {
  for (const OwnPlace& one : own_places(place, env)) {
    if (one.path.empty() || !base::is_within(path, one.path)) continue;
    const std::string inside = base::relative_to(path, one.path);
    names.push_back(inside == "." ? std::string(one.name) : std::string(one.name) + "/" + inside);
  }
}

std::vector<std::string> floor_files(const RuleSet& rules, const Place& place,
                                     const base::Env& env) {
  const std::vector<OwnPlace> own = own_places(place, env);
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
