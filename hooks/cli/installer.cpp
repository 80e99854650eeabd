#include "hooks/cli/installer.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/entry.h"

namespace hooks::cli {

namespace {

constexpr std::uint32_t kProjectMode = 0644;
constexpr std::uint32_t kUserMode = 0600;
constexpr std::uint32_t kFolderMode = 0755;
constexpr std::uint32_t kWritable = 0222;

std::string digest(std::string_view bytes) {
  return std::string(coord::digest_of(bytes).text());
}

base::Error in_file(base::Error error, const std::string& path) {
  error.where = error.where.empty() ? path : path + ": " + error.where;
  return error;
}

// The bytes from before us, when nobody changed the settings since and the backup is still true.
std::optional<std::optional<std::string>> original(const SettingsFile& now, const Installed* row,
                                                   base::Disk& disk) {
  if (row == nullptr || !now.text || digest(*now.text) != row->after) return std::nullopt;
  if (row->backup.empty()) return std::optional<std::string>();
  base::Result<std::string> backup = base::read_file(disk, row->backup);
  if (!backup || digest(*backup) != row->before) return std::nullopt;
  return std::optional<std::string>(std::move(*backup));
}

// What the settings would be without us.
base::Result<std::optional<std::string>> without_us(const SettingsFile& now, const Installed* row,
                                                    base::Disk& disk) {
  if (auto bytes = original(now, row, disk)) return *bytes;
  if (!now.text) return std::optional<std::string>();
  base::Result<std::string> text = remove_entries(*now.text);
  if (!text) return tl::unexpected(in_file(std::move(text).error(), now.path));
  return std::optional<std::string>(std::move(*text));
}

base::Result<void> check_writable(const SettingsFile& settings) {
  // A rename would replace a read-only file without a word; whoever made it so meant it.
  if (settings.text && (settings.mode & kWritable) == 0) {
    return base::fail(base::Code::denied, "the settings are read-only", settings.path,
                      "chmod u+w it first");
  }
  return {};
}

base::Result<void> save_row(const Change& change, bool keep, base::World& world) {
  std::vector<Installed> rows = TRY(read_record(world.disk, change.site.state_dir));
  std::vector<Installed> after = rows;
  std::erase_if(after, [&](const Installed& row) { return row.file == change.settings.path; });
  if (keep) after.push_back(change.row);
  if (after == rows) return {};
  return write_record(world, change.site.state_dir, after);
}

base::Result<void> put_settings(const Change& change, base::Disk& disk) {
  if (!change.changes()) return {};
  if (!change.after) return disk.remove(change.settings.path);
  const std::string folder(base::dir_name(change.settings.path));
  TRY_VOID(base::make_dirs(disk, folder, kFolderMode));
  return base::replace_file(disk, change.settings.path, *change.after, change.settings.mode);
}

}  // namespace

base::Result<SettingsFile> load_settings(const Site& site, base::World& world) {
  SettingsFile settings;
  settings.path = TRY(world.disk.resolve(site.file));
  settings.mode = site.user ? kUserMode : kProjectMode;
  const base::Result<base::FileInfo> info = world.disk.info(settings.path);
  if (!info && info.error().code == base::Code::not_found) return settings;
  if (!info) return tl::unexpected(info.error());
  settings.text = TRY(base::read_file(world.disk, settings.path));
  settings.mode = info->mode;
  return settings;
}

base::Result<Change> plan_install(const Site& site, const Wanted& wanted, base::World& world) {
  Change change;
  change.site = site;
  change.settings = TRY(load_settings(site, world));
  const std::vector<Installed> rows = TRY(read_record(world.disk, site.state_dir));
  const Installed* row = find_row(rows, change.settings.path);
  base::Result<std::string> after = add_entries(change.settings.text.value_or(""), wanted);
  if (!after) return tl::unexpected(in_file(std::move(after).error(), change.settings.path));
  const bool there = change.settings.text == *after;
  change.backup = TRY(without_us(change.settings, row, world.disk));
  if (!there) after = TRY(add_entries(change.backup.value_or(""), wanted));
  change.after = std::move(*after);
  if (change.changes()) TRY_VOID(check_writable(change.settings));

  change.row = {std::string(site.platform->name),
                change.settings.path,
                wanted.program,
                change.backup ? change.backup_path() : "",
                change.backup ? digest(*change.backup) : "",
                digest(*change.after),
                wanted.fail_closed};
  return change;
}

base::Result<Change> plan_uninstall(const Site& site, base::World& world) {
  Change change;
  change.site = site;
  change.settings = TRY(load_settings(site, world));
  const std::vector<Installed> rows = TRY(read_record(world.disk, site.state_dir));
  const Installed* row = find_row(rows, change.settings.path);
  change.after = TRY(without_us(change.settings, row, world.disk));
  if (row != nullptr) change.row = *row;
  change.exact = original(change.settings, row, world.disk).has_value();
  if (change.changes()) TRY_VOID(check_writable(change.settings));
  return change;
}

base::Result<void> install(const Change& change, base::World& world) {
  if (change.backup) {
    const base::Result<std::string> kept = base::read_file(world.disk, change.backup_path());
    if (!kept || *kept != *change.backup) {
      TRY_VOID(base::replace_file(world.disk, change.backup_path(), *change.backup,
                                  change.settings.mode));
    }
  }
  TRY_VOID(save_row(change, true, world));
  return put_settings(change, world.disk);
}

base::Result<void> uninstall(const Change& change, base::World& world) {
  TRY_VOID(put_settings(change, world.disk));
  if (!change.row.backup.empty()) {
    base::Result<void> removed = world.disk.remove(change.row.backup);
    if (!removed && removed.error().code != base::Code::not_found) return removed;
  }
  return save_row(change, false, world);
}

}  // namespace hooks::cli
