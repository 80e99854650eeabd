// own_work.h - which changed files of a work tree are one agent's own.
// Shape:  plain values; git is asked which files changed, the journal whose they are.
// Units:  paths relative to the work tree's root.
// Errors: those of git and of the journal; denied when a named file is another's.
// Source: ADR-0071 (commits of one's own work); docs/man/flockgate.1.
#pragma once

#include <string>
#include <vector>

#include "coord/coordinator_others.h"

namespace hooks::cli {

struct OwnWork {
  std::vector<std::string> files;   // to be committed
  std::vector<std::string> fresh;   // those among them that git does not know yet
  std::vector<std::string> shared;  // left out: another edited them too
};

// All changed files that this agent edited and no other; named ones (pathspecs) also when another
// edited them too, or when nobody is on record. A named file that only another edited: denied.
[[nodiscard]] base::Result<OwnWork> own_work(const coord::Others& others, const coord::GitSpot& at,
                                             const std::vector<std::string>& pathspecs);

}  // namespace hooks::cli
