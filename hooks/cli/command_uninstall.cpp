#include <string>
#include <vector>

#include "coord/base/text.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/installer.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

base::Result<std::vector<Change>> plan(const Invocation& call, base::World& world) {
  const SiteChoice choice{call.value("--platform").value_or(""), call.value("--scope").value_or(""),
                          true};
  std::vector<Change> changes;
  for (const Site& site : TRY(choose_sites(choice, world))) {
    Change change = TRY(plan_uninstall(site, world));
    if (change.changes() || !change.row.file.empty()) changes.push_back(std::move(change));
  }
  return changes;
}

std::string as_text(const Change& change) {
  const std::string where =
      std::string(change.site.platform->name) + ": " + base::one_line(change.settings.path, 4096);
  if (!change.changes()) return where + ": nothing of ours is left\n";
  if (!change.after) return where + ": removed, there was none before\n";
  if (change.exact) return where + ": as it was before, byte for byte\n";
  return where + ": our entries are out; later changes of others stay\n";
}

std::string as_json(const std::vector<Change>& changes) {
  std::string json = R"({"schema":"uninstall/1","sites":[)";
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    json += (i > 0 ? "," : "");
    json += "{\"platform\":" + base::json_string(change.site.platform->name) +
            ",\"file\":" + base::json_string(change.settings.path) +
            ",\"changed\":" + (change.changes() ? "true" : "false") +
            ",\"restored\":" + (change.exact ? "true" : "false") + "}";
  }
  return json + "]}\n";
}

}  // namespace

int command_uninstall(const Invocation& call, base::World& world) {
  const base::Result<std::vector<Change>> changes = plan(call, world);
  if (!changes) return complain(changes.error(), call.json());
  for (const Change& change : *changes) {
    const base::Result<void> done = uninstall(change, world);
    if (!done) return complain(done.error(), call.json());
  }
  if (call.json()) {
    print(as_json(*changes));
  } else {
    for (const Change& change : *changes) print(as_text(change));
  }
  if (changes->empty()) say("nothing of ours is installed here");
  return kOk;
}

}  // namespace hooks::cli
