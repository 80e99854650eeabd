// install_record.h - what `init` changed, so that `uninstall` and `doctor` know.
// Shape:  plain values; one small JSON file, <state dir>/installed.json, replaced whole.
// Units:  digests are 32 hex digits (coord/entry.h).
// Errors: corrupt (no record of ours), io, denied. A missing file is an empty record.
// Source: docs/spec/installed.md; ADR-0027.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks::cli {

struct Installed {
  std::string platform;
  std::string file;     // the settings file itself, links resolved
  std::string program;  // what the entries start
  std::string backup;   // copy of the settings before; empty when there were none
  std::string before;   // digest of the backup
  std::string after;    // digest of the settings as written
  bool fail_closed = false;
  bool operator==(const Installed&) const = default;
};

[[nodiscard]] base::Result<std::vector<Installed>> read_record(base::Disk& disk,
                                                               const std::string& state_dir);
[[nodiscard]] base::Result<void> write_record(base::World& world, const std::string& state_dir,
                                              const std::vector<Installed>& rows);

// The row of a settings file; null when there is none.
const Installed* find_row(const std::vector<Installed>& rows, std::string_view file);

}  // namespace hooks::cli
