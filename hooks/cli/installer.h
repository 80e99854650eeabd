// installer.h - carries our entries into a settings file on disk, and back out.
// Shape:  first a Change (looks only), then make() (writes); nothing is written when planning
// failed. Units:  absolute paths, links resolved. Errors: invalid_input (broken settings: line and
// column), denied (read-only, no regular file), io. Source: ADR-0027 (install by span edits,
// byte-for-byte undo).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "hooks/cli/hook_entries.h"
#include "hooks/cli/install_record.h"
#include "hooks/cli/sites.h"

namespace hooks::cli {

struct SettingsFile {
  std::string path;                 // links resolved
  std::optional<std::string> text;  // nothing: no such file
  std::uint32_t mode = 0;
};

// The settings as they are now.
[[nodiscard]] base::Result<SettingsFile> load_settings(const Site& site, base::World& world);

struct Change {
  Site site;
  SettingsFile settings;
  std::optional<std::string> after;   // nothing: the file goes
  std::optional<std::string> backup;  // what was there before us; nothing: there was no file
  bool exact = false;                 // `after` (uninstalling) are the very bytes from before us
  Installed row;                      // of the record: afterwards (installing), now (uninstalling)
  std::string backup_path() const { return settings.path + ".before-flockgate"; }
  bool changes() const { return after != settings.text; }
};

[[nodiscard]] base::Result<Change> plan_install(const Site& site, const Wanted& wanted,
                                                base::World& world);
[[nodiscard]] base::Result<Change> plan_uninstall(const Site& site, base::World& world);

// Backup, record, settings, in this order: whatever ends us in between can be undone.
[[nodiscard]] base::Result<void> install(const Change& change, base::World& world);
// Settings, backup, record.
[[nodiscard]] base::Result<void> uninstall(const Change& change, base::World& world);

}  // namespace hooks::cli
