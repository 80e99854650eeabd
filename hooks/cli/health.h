// health.h - is the guard in place here, and in order? What `status` and `doctor` tell.
// Shape:  plain values, gathered by looking only.
// Units:  wall milliseconds.
// Errors: what cannot be looked at is a problem in the value, in words.
// Source: threat-model G1 and G3 (installed digest, switches); real-clients section 6.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "coord/journal/check.h"
#include "hooks/cli/sites.h"
#include "hooks/off.h"

namespace hooks::cli {

struct SiteHealth {
  Site site;
  bool installed = false;             // entries of ours are there
  bool recorded = false;              // `init` says they should be
  std::vector<std::string> problems;  // what keeps the hooks from running as `init` wanted
};

SiteHealth examine_site(const Site& site, base::World& world);

// Settings beside `site` that the platform reads, too, and that switch hooks off; in words.
std::vector<std::string> switches_beside(const Site& site, base::World& world);

struct ChainHealth {
  std::string file;
  std::optional<coord::CheckReport> report;  // none: not there yet, or unreadable
  std::string problem;                       // unreadable: why
  bool sound() const { return problem.empty() && (!report || report->damage_count == 0); }
};

ChainHealth examine_chain(const std::string& file, const std::string& epoch_path,
                          base::World& world);

// When the newest record of this audit was written; nothing when there is none.
std::optional<base::Millis> last_verdict(const std::string& audit, base::World& world);

}  // namespace hooks::cli
