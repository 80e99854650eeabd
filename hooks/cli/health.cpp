#include "hooks/cli/health.h"

#include <algorithm>
#include <array>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/entry.h"
#include "hooks/cli/hook_entries.h"
#include "hooks/cli/installer.h"
#include "hooks/cli/program.h"

namespace hooks::cli {

namespace {

struct Beside {
  std::string_view platform;
  std::string_view file;  // beside the settings, or absolute
};
constexpr std::array kBeside = {
    Beside{"claude-code", "settings.local.json"                   },
    Beside{"claude-code", "/etc/claude-code/managed-settings.json"},
    Beside{"gemini-cli",  "/etc/gemini-cli/settings.json"         },
};

void check_program(const std::string& program, SiteHealth& health, base::World& world) {
  const base::Result<base::FileInfo> info = world.disk.info(program, true);
  if (!info || (info->mode & 0111U) == 0) {
    health.problems.push_back("the hooks start " + program + ", and that is no program");
  }
  const base::Result<std::string> own = guard_program(world);
  if (own && *own != program) {
    health.problems.push_back("the hooks start " + program + ", not " + *own);
  }
}

void check_entries(const std::vector<HookEntry>& found, const Installed* row, SiteHealth& health,
                   base::World& world) {
  const base::Result<std::string> own = guard_program(world);
  Wanted wanted{health.site.platform, row != nullptr ? row->program : own.value_or("")};
  wanted.fail_closed = row != nullptr && row->fail_closed;
  const std::vector<HookEntry> expected = wanted_entries(wanted);
  const auto missing = std::ranges::count_if(expected, [&found](const HookEntry& entry) {
    return std::ranges::find(found, entry) == found.end();
  });
  if (missing > 0) {
    health.problems.push_back(std::to_string(missing) + " of " + std::to_string(expected.size()) +
                              " entries are missing or changed: run flockgate init");
  }
  check_program(wanted.program, health, world);
}

}  // namespace

SiteHealth examine_site(const Site& site, base::World& world) {
  SiteHealth health;
  health.site = site;
  const base::Result<SettingsFile> settings = load_settings(site, world);
  const auto rows = read_record(world.disk, site.state_dir);
  if (!settings || !rows) {
    health.problems.push_back(base::to_text(settings ? rows.error() : settings.error()));
    return health;
  }
  const Installed* row = find_row(*rows, settings->path);
  health.recorded = row != nullptr;
  const auto found = find_entries(settings->text.value_or(""));
  if (!found) {
    health.problems.push_back(base::to_text(found.error()));
    return health;
  }
  health.installed = !found->empty();
  if (!health.installed && !health.recorded) return health;
  check_entries(*found, row, health, world);
  for (const std::string& what : hooks_switched_off(settings->text.value_or(""))) {
    health.problems.push_back(what + ": no hook will run");
  }
  return health;
}

std::vector<std::string> switches_beside(const Site& site, base::World& world) {
  std::vector<std::string> found;
  for (const Beside& row : kBeside) {
    if (row.platform != site.platform->name) continue;
    const std::string file = base::join_path(base::dir_name(site.file), row.file);
    const base::Result<std::string> text = base::read_file(world.disk, file);
    if (!text) continue;
    for (const std::string& what : hooks_switched_off(*text)) {
      found.push_back(base::join({file, what}, ": "));
    }
  }
  return found;
}

ChainHealth examine_chain(const std::string& file, const std::string& epoch_path,
                          base::World& world) {
  ChainHealth health;
  health.file = file;
  auto report = coord::check_journal(world.disk, file, {false, epoch_path});
  if (report) {
    health.report = std::move(*report);
  } else if (report.error().code != base::Code::not_found) {
    health.problem = base::to_text(report.error());
  }
  return health;
}

std::optional<base::Millis> last_verdict(const std::string& audit, base::World& world) {
  const auto file = world.disk.open(audit, base::Open::read);
  if (!file) return std::nullopt;
  const auto info = world.disk.info(*file);
  if (!info) return std::nullopt;
  std::string end(std::min<std::uint64_t>(info->size, 2 * coord::kMaxEntry), '\0');
  const auto got = world.disk.read_at(*file, end.data(), end.size(), info->size - end.size());
  if (!got) return std::nullopt;
  end.resize(end.rfind('\n', *got) == std::string::npos ? 0 : end.rfind('\n', *got));
  const auto view = base::JsonView::parse(std::string_view(end).substr(end.rfind('\n') + 1));
  if (!view || view->root().text("kind") != "verdict") return std::nullopt;
  return view->root().get("t").integer();
}

}  // namespace hooks::cli
