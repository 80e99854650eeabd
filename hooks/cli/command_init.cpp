#include <string>
#include <vector>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/identity/human.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/installer.h"
#include "hooks/cli/output.h"
#include "hooks/cli/program.h"
#include "hooks/cli/starter_policy.h"

namespace hooks::cli {

namespace {

base::Result<std::vector<Change>> plan(const Invocation& call, base::World& world) {
  const SiteChoice choice{call.value("--platform").value_or(""),
                          call.value("--scope").value_or("")};
  Wanted wanted;
  wanted.program = TRY(guard_program(world));
  wanted.fail_closed = call.has("--fail-closed");
  std::vector<Change> changes;
  for (const Site& site : TRY(choose_sites(choice, world))) {
    wanted.platform = site.platform;
    changes.push_back(TRY(plan_install(site, wanted, world)));
  }
  return changes;
}

std::string as_json(const std::vector<Change>& changes, bool dry_run) {
  std::string json = R"({"schema":"init/1","dry_run":)";
  json += dry_run ? "true" : "false";
  json += ",\"sites\":[";
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    json += (i > 0 ? "," : "");
    json += "{\"platform\":" + base::json_string(change.row.platform) +
            ",\"file\":" + base::json_string(change.settings.path) +
            ",\"changed\":" + (change.changes() ? "true" : "false") +
            ",\"backup\":" + base::json_string(change.row.backup) + "}";
  }
  return json + "]}\n";
}

std::string as_text(const Change& change, bool dry_run) {
  const std::string file = base::one_line(change.settings.path, 4096);
  if (!change.changes()) return change.row.platform + ": already installed in " + file + "\n";
  std::string text = change.row.platform + ": " + (dry_run ? "would install in " : "installed in ");
  text += file;
  if (change.settings.path != change.site.file) text += " (a link leads there)";
  text += "\n";
  if (!change.row.backup.empty() && !dry_run) {
    text += "  the file as it was: " + base::one_line(change.row.backup, 4096) + "\n";
  }
  return text;
}

void warn_of_switches(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    for (const std::string& what : hooks_switched_off(*change.after)) {
      say("warning: " + change.settings.path + ": " + what + ": no hook will run");
    }
  }
}

void tell(const std::vector<Change>& changes, const Invocation& call) {
  const bool dry_run = call.has("--dry-run");
  if (call.json()) {
    print(as_json(changes, dry_run));
  } else {
    for (const Change& change : changes) print(as_text(change, dry_run));
  }
  warn_of_switches(changes);
  if (dry_run) {
    say("nothing was written");
  } else {
    say("next: start your agent anew, let it run one command, then `flockgate status`");
  }
}

}  // namespace

int command_init(const Invocation& call, base::World& world) {
  if (!call.has("--dry-run")) {
    const base::Result<void> human = coord::require_human(world, "init");
    if (!human) return complain(human.error(), call.json());
  }
  const base::Result<std::vector<Change>> changes = plan(call, world);
  if (!changes) return complain(changes.error(), call.json());
  if (!call.has("--dry-run")) {
    for (const Change& change : *changes) {
      const base::Result<void> done = install(change, world);
      if (!done) return complain(done.error(), call.json());
    }
    if (call.has("--policy")) {
      const base::Result<std::string> written = write_starter_policy(world);
      if (!written) return complain(written.error(), call.json());
      say(*written);
    }
  }
  tell(*changes, call);
  return kOk;
}

}  // namespace hooks::cli
