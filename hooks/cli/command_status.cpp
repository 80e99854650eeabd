#include <poll.h>

#include <algorithm>

#include "coord/base/text.h"
#include "coord/coordinator_caller.h"
#include "coord/coordinator_unfinished.h"
#include "coord/journal/names.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/health.h"
#include "hooks/cli/lease_desk.h"
#include "hooks/cli/lease_metrics.h"
#include "hooks/cli/lease_words.h"
#include "hooks/cli/output.h"
#include "hooks/cli/state_place.h"
#include "hooks/cli/time_text.h"
#include "hooks/policy/cache.h"

namespace hooks::cli {

namespace {

struct Status {
  std::string state_dir;
  coord::Standing standing;
  std::string self;  // who asks, when it is somebody known
  std::vector<coord::Unfinished> unfinished;
  base::Millis wall_ms = 0;
  std::string trouble;
  std::vector<SiteHealth> sites;
  std::optional<base::Millis> last_verdict;
  std::optional<Off> off;
  std::string policy_digest;
  std::vector<std::string> policy_notes;
  ChainHealth journal;
  ChainHealth audit;
};

base::Result<void> gather_leases(const guards::Place& place, base::World& world, Status& status) {
  const auto leases = TRY(coord::open_leases(world, place.state_dir, place.root));
  status.standing = TRY(leases->standing());
  status.self = coord::find_caller(world, status.standing);
  status.unfinished = TRY(coord::find_unfinished({world, place.state_dir, place.root}));
  status.wall_ms = world.clock.wall_ms();
  return {};
}

base::Result<Status> gather(base::World& world) {
  Status status;
  const guards::Place place = TRY(find_place(world));
  status.state_dir = place.state_dir;
  if (is_begun(place, world)) {
    const auto told = gather_leases(place, world, status);
    if (!told) status.trouble = base::to_text(told.error());
  }
  for (const Site& site : TRY(all_sites(world))) status.sites.push_back(examine_site(site, world));
  status.last_verdict = last_verdict(audit_path(status.state_dir), world);
  status.off = read_off(world, status.state_dir);
  const LoadedPolicy policy = load_policy(world, place);
  status.policy_digest = policy.digest;
  status.policy_notes = policy.notes;
  status.journal = examine_chain(coord::journal_path(status.state_dir),
                                 coord::epoch_path(status.state_dir), world);
  status.audit = examine_chain(audit_path(status.state_dir), {}, world);
  return status;
}

std::string json_of(const ChainHealth& chain) {
  std::string json = "{\"sound\":";
  json += chain.sound() ? "true" : "false";
  json += ",\"entries\":" + std::to_string(chain.report ? chain.report->entries : 0);
  json += ",\"last\":" + std::to_string(chain.report ? chain.report->head.seq : 0);
  const std::string head(chain.report ? chain.report->head.sum.text() : std::string_view());
  return json + ",\"head\":" + base::json_string(head) + "}";
}

std::string json_of(const SiteHealth& site) {
  return "{\"platform\":" + base::json_string(site.site.platform->name) +
         ",\"scope\":" + (site.site.user ? "\"user\"" : "\"project\"") +
         ",\"file\":" + base::json_string(site.site.file) +
         ",\"installed\":" + (site.installed ? "true" : "false") +
         ",\"problems\":" + texts_json(site.problems) + "}";
}

std::string json_of(const Status& status) {
  std::string json = R"({"schema":"status/1","state":)" + base::json_string(status.state_dir);
  json += "," + standing_members(status.standing) +
          ",\"you\":" + (status.self.empty() ? "null" : base::json_string(status.self));
  json += ",\"unfinished\":" + unfinished_json(status.unfinished) + ",\"hooks\":[";
  for (const SiteHealth& site : status.sites) {
    json += (json.ends_with('[') ? "" : ",") + json_of(site);
  }
  json += "],\"last_verdict\":";
  json += status.last_verdict ? std::to_string(*status.last_verdict) : "null";
  json += ",\"off\":" + (status.off ? "{" + off_fields(*status.off) + "}" : "null");
  json += R"(,"policy":{"digest":)" + base::json_string(status.policy_digest) +
          ",\"notes\":" + texts_json(status.policy_notes) + "}";
  json += ",\"journal\":" + json_of(status.journal) + ",\"audit\":" + json_of(status.audit);
  return json + ",\"durability\":\"process\"}\n";
}

std::string words_of(const SiteHealth& site) {
  std::string text = "hooks    " + std::string(site.site.platform->name) +
                     (site.site.user ? ", user: " : ", project: ");
  text +=
      site.problems.empty() ? "installed in " + base::one_line(site.site.file, 4096) + "\n" : "\n";
  for (const std::string& problem : site.problems) {
    text += "         ! " + base::one_line(problem, 4096) + "\n";
  }
  return text;
}

std::string words_of(std::string_view name, const ChainHealth& chain) {
  std::string text(name);
  text.resize(9, ' ');
  if (!chain.problem.empty()) return text + "! " + base::one_line(chain.problem, 4096) + "\n";
  if (!chain.report || chain.report->entries == 0) return text + "empty\n";
  text += std::to_string(chain.report->entries) + " entries, head " +
          std::to_string(chain.report->head.seq) + " " +
          std::string(chain.report->head.sum.text()) + "\n";
  if (!chain.sound()) {
    text += "         ! " + std::to_string(chain.report->damage_count) +
            " damaged lines: flockgate " + std::string(name) + " check\n";
  }
  return text;
}

std::string words_of(const Status& status) {
  std::string text = "guard    on\n";
  if (status.off) {
    text = "guard    OFF until " + time_text(status.off->until_wall) + ", by " +
           base::one_line(status.off->by) + ": " + base::one_line(status.off->reason) + "\n";
  }
  text += standing_words(status.standing, status.self);
  text += unfinished_words(status.unfinished, status.wall_ms);
  if (!status.trouble.empty()) text += "leases   ! " + base::one_line(status.trouble, 4096) + "\n";
  const std::string heading = text;
  for (const SiteHealth& site : status.sites) {
    if (site.installed || !site.problems.empty()) text += words_of(site);
  }
  if (text == heading) text += "hooks    none: run flockgate init\n";
  text += "verdicts ";
  text += status.last_verdict ? "last at " + time_text(*status.last_verdict) + "\n" : "none yet\n";
  text += "policy   " + status.policy_digest.substr(0, 16) + "\n";
  for (const std::string& note : status.policy_notes) {
    text += "         ! " + base::one_line(note, 4096) + "\n";
  }
  return text + words_of("journal", status.journal) + words_of("audit", status.audit) +
         "state    " + base::one_line(status.state_dir, 4096) + "\n";
}

constexpr int kAgainMs = 1'000;

// One look, told where it was asked for; false when nobody reads on.
base::Result<bool> tell(const Invocation& call, base::World& world) {
  if (call.has("--metrics")) {
    const std::string state_dir = TRY(find_state_dir(world));
    print(TRY(metrics_text(coord::journal_path(state_dir), world)));
    return flush_output();
  }
  const Status status = TRY(gather(world));
  if (const auto file = call.value("--write")) {
    TRY_VOID(base::replace_file(world.disk, std::string(*file), json_of(status), 0644));
    return true;
  }
  const bool repeats = call.has("--watch") && world.env.stdout_is_tty && !call.json();
  if (repeats) print("\x1b[H\x1b[2J");
  print(call.json() ? json_of(status) : words_of(status));
  return flush_output();
}

}  // namespace

int command_status(const Invocation& call, base::World& world) {
  for (;;) {
    const base::Result<bool> read_on = tell(call, world);
    if (!read_on) return complain(read_on.error(), call.json());
    if (!*read_on || !call.has("--watch")) return kOk;
    ::poll(nullptr, 0, kAgainMs);
  }
}

}  // namespace hooks::cli
