#include "coord/coordinator_lost.h"

#include "coord/journal/reader.h"
#include "coord/lease/change.h"
#include "coord/lease/scope.h"
#include "coord/stamp/stamps.h"

namespace coord {

namespace {

using lease::What;

constexpr std::uint64_t kLookBack = 1U << 20U;

// One agent's lease over one scope, entry by entry.
class Trace {
 public:
  Trace(const std::string& agent, const lease::Scope& scope) : agent_(agent), scope_(scope) {}

  void take(std::uint64_t number, const lease::Change& change) {
    if (change.what == What::boot) held_.reset();  // its clock is another's
    if (change.what == What::grant) grant(number, change);
    if (!held_ || change.number != held_->fence) return;
    if (change.what == What::renew) until_ms_ = change.at_ms + change.ttl_ms;
    if (change.what == What::hand_over) held_.reset();
    if (change.what == What::end) end(change);
  }

  std::optional<LostLease> lost(base::Millis now) const {
    if (!held_ || now < until_ms_) return std::nullopt;
    return LostLease{held_->fence, held_->scope, now - until_ms_};
  }

 private:
  void grant(std::uint64_t number, const lease::Change& change) {
    if (change.agent != agent_ || change.kind != lease::Kind::asked) return;
    for (const lease::Claim& claim : change.claims) {
      if (!lease::overlaps(claim.scope, scope_)) continue;
      held_ = LostLease{number, claim.scope, 0};
      until_ms_ = change.at_ms + change.ttl_ms;
    }
  }

  void end(const lease::Change& change) {
    if (change.why == "released") {
      held_.reset();
    } else {
      until_ms_ = change.at_ms;
    }
  }

  const std::string& agent_;
  const lease::Scope& scope_;
  std::optional<LostLease> held_;
  base::Millis until_ms_ = 0;
};

}  // namespace

base::Result<std::optional<LostLease>> lost_lease(base::World& world, const std::string& journal,
                                                  const std::string& agent,
                                                  const lease::Scope& scope) {
  const JournalPlace end = journal_end(world.disk, journal);
  if (end.file == 0) return std::optional<LostLease>();
  const std::uint64_t begin = end.end > kLookBack ? end.end - kLookBack : 0;
  LineReader lines(world.disk, TRY(world.disk.open(journal, base::Open::read)), begin);
  Trace trace(agent, scope);
  for (;;) {
    const auto line = TRY(lines.next());
    if (!line) return trace.lost(world.clock.boot_ms());
    if (!line->entry) continue;
    const auto change = lease::read_change(line->entry->kind, line->entry->fields);
    if (change) trace.take(line->entry->seq, *change);
  }
}

}  // namespace coord
