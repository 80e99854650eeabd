#include "hooks/cli/sites.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"

namespace hooks::cli {

namespace {

struct Here {
  std::string root;
  std::string state_dir;
};

base::Result<Here> find_project(base::World& world) {
  if (world.env.cwd.empty()) {
    return base::fail(base::Code::not_found, "the current folder is gone", {}, "cd to the project");
  }
  const coord::Layout layout = TRY(coord::find_layout(world.disk, world.env.cwd));
  if (layout.inside() && !layout.root.empty()) {
    return Here{layout.root, coord::state_dir(layout, world.env.cwd, world)};
  }
  return Here{world.env.cwd, base::join_path(world.env.cwd, ".flockgate/state")};
}

base::Result<Site> site_of(const Platform& platform, bool user, base::World& world) {
  if (!user) {
    const Here here = TRY(find_project(world));
    return Site{&platform, false, base::join_path(here.root, platform.install.project_file),
                here.state_dir};
  }
  if (world.env.home.empty()) {
    return base::fail(base::Code::not_found, "there is no home folder", {}, "set HOME");
  }
  return Site{&platform, true, base::join_path(world.env.home, platform.install.user_file),
              base::join_path(world.env.state_home, "flockgate")};
}

bool exists(base::Disk& disk, const std::string& path) {
  return disk.info(path, true).has_value();
}

bool is_on_path(std::string_view program, base::Disk& disk) {
  const std::string path = base::env_value("PATH");
  return std::ranges::any_of(base::split(path, ':'), [&](std::string_view folder) {
    return base::is_absolute(folder) && exists(disk, base::join_path(folder, program));
  });
}

// Its settings folder, here or at home, or its program.
bool is_used(const Platform& platform, base::World& world) {
  for (const bool user : {false, true}) {
    const base::Result<Site> site = site_of(platform, user, world);
    if (site && exists(world.disk, std::string(base::dir_name(site->file)))) return true;
  }
  return is_on_path(platform.short_name, world.disk);
}

std::string names_of_all() {
  std::vector<std::string> names;
  for (const Platform* platform : platforms()) names.emplace_back(platform->name);
  return base::join(names, ", ");
}

base::Result<std::vector<const Platform*>> choose_platforms(const SiteChoice& choice,
                                                            base::World& world) {
  std::vector<const Platform*> chosen;
  if (!choice.platform.empty()) {
    const Platform* platform = find_platform(choice.platform);
    if (platform == nullptr) {
      return base::fail(base::Code::invalid_input, "unknown platform", std::string(choice.platform),
                        "known are " + names_of_all());
    }
    chosen.push_back(platform);
    return chosen;
  }
  for (const Platform* platform : platforms()) {
    if (choice.unused || is_used(*platform, world)) chosen.push_back(platform);
  }
  if (chosen.empty()) {
    return base::fail(base::Code::invalid_input, "no agent platform is in use here", {},
                      "name one with --platform: " + names_of_all());
  }
  return chosen;
}

}  // namespace

base::Result<std::vector<Site>> choose_sites(const SiteChoice& choice, base::World& world) {
  if (!choice.scope.empty() && choice.scope != "project" && choice.scope != "user") {
    return base::fail(base::Code::invalid_input, "unknown scope", std::string(choice.scope),
                      "known are project, user");
  }
  std::vector<Site> sites;
  for (const Platform* platform : TRY(choose_platforms(choice, world))) {
    sites.push_back(TRY(site_of(*platform, choice.scope == "user", world)));
  }
  return sites;
}

base::Result<std::vector<Site>> all_sites(base::World& world) {
  std::vector<Site> sites;
  for (const Platform* platform : platforms()) {
    sites.push_back(TRY(site_of(*platform, false, world)));
    if (!world.env.home.empty()) sites.push_back(TRY(site_of(*platform, true, world)));
  }
  return sites;
}

}  // namespace hooks::cli
