#include "hooks/cli/lease_metrics.h"

#include <map>

#include "coord/base/text.h"
#include "coord/journal/reader.h"
#include "coord/lease/change.h"

namespace hooks::cli {

namespace {

using coord::lease::What;

struct Tally {
  std::map<std::string, std::uint64_t> totals;
  std::map<std::uint64_t, base::Millis> granted_at;  // of leases that are not over
  base::Millis held_ms = 0;

  Tally() {
    for (const char* name : {"grants", "refusals", "turns_kept", "ends", "renewals", "hand_overs",
                             "jobs", "deaths", "deadlocks", "edits", "entries"}) {
      totals[name] = 0;
    }
  }

  void take(const coord::lease::Change& change, std::uint64_t number) {
    switch (change.what) {
      case What::grant:
        ++totals[change.kind == coord::lease::Kind::reservation ? "turns_kept" : "grants"];
        granted_at[number] = change.at_ms;
        break;
      case What::end:
        ++totals["ends"];
        end(change.number, change.at_ms);
        break;
      case What::ticket:
        ++totals["refusals"];
        break;
      case What::renew:
        ++totals["renewals"];
        break;
      case What::hand_over:
        ++totals["hand_overs"];
        break;
      case What::job:
        ++totals["jobs"];
        break;
      case What::leave:
        totals["deaths"] += change.why == "dead" ? 1 : 0;
        break;
      case What::end_ticket:
        totals["deadlocks"] += change.why.starts_with("deadlock") ? 1 : 0;
        break;
      case What::boot:
      case What::join:
      case What::seen:
        break;
    }
  }

  void end(std::uint64_t fence, base::Millis at_ms) {
    const auto lease = granted_at.find(fence);
    if (lease == granted_at.end()) return;
    held_ms += at_ms - lease->second;
    granted_at.erase(lease);
  }
};

}  // namespace

base::Result<std::string> metrics_text(const std::string& journal, base::World& world) {
  Tally tally;
  auto reader = coord::Reader::open(world.disk, journal);
  if (!reader && reader.error().code != base::Code::not_found) {
    return tl::unexpected(reader.error());
  }
  while (reader) {
    const auto line = TRY(reader->next());
    if (!line) break;
    if (!line->entry) continue;
    ++tally.totals["entries"];
    tally.totals["edits"] += line->entry->kind == "stamp.edit" ? 1 : 0;
    const auto change = coord::lease::read_change(line->entry->kind, line->entry->fields);
    if (change) tally.take(*change, line->entry->seq);
  }
  std::string text;
  for (const auto& [name, count] : tally.totals) {
    text += "flockgate_" + name + "_total " + std::to_string(count) + "\n";
  }
  return text + "flockgate_held_ms_total " + std::to_string(tally.held_ms) + "\n";
}

}  // namespace hooks::cli
