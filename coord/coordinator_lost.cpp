#include "coord/coordinator_lost.h"

#include "coord/lease/change.h"
#include "coord/lease/scope.h"
#include "coord/stamp/recent.h"

namespace coord {

namespace {

using lease::What;

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
  Trace trace(agent, scope);
  TRY(each_recent(world.disk, journal, {}, {}, [&](const Entry& entry) {
    const auto change = lease::read_change(entry.kind, entry.fields);
    if (change) trace.take(entry.seq, *change);
  }));
  return trace.lost(world.clock.boot_ms());
}

}  // namespace coord
