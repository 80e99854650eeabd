// sites.h - the settings files we may be installed in, seen from here.
// Shape:  plain values; the disk is only looked at.
// Units:  absolute paths.
// Errors: invalid_input (unknown platform or scope, nothing detected), not_found (no home, no cwd).
// Source: the clients' own manuals; docs/man/flockgate.1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "hooks/platforms/platform.h"

namespace hooks::cli {

struct Site {
  const Platform* platform = nullptr;
  bool user = false;      // the person's settings, else the project's
  std::string file;       // as the platform names it; may be a link
  std::string state_dir;  // where the record of this installation is kept
};

struct SiteChoice {
  std::string_view platform;  // empty: each that shows signs of use
  std::string_view scope;     // "project", "user"; empty: project
  bool unused = false;        // platforms without signs of use, too
};

// The settings of the chosen platforms in the chosen scope.
[[nodiscard]] base::Result<std::vector<Site>> choose_sites(const SiteChoice& choice,
                                                           base::World& world);

// Every place we could be installed in: each platform, project and user.
[[nodiscard]] base::Result<std::vector<Site>> all_sites(base::World& world);

}  // namespace hooks::cli
