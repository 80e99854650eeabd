// Whose turn it is: the call lock, read stamps and waiting, as findings of coord.lease and
// coord.stale.
#include <algorithm>
#include <iterator>

#include "coord/base/clock_pause.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/head.h"
#include "hooks/validators/orchestration/intended.h"
#include "hooks/validators/orchestration/refusal.h"
#include "hooks/validators/orchestration/touches.h"
#include "hooks/validators/registry.h"

namespace hooks {

namespace {

using coord::Clearance;

// A rule that only watches takes nothing: the second writer must not be held up by a trial.
bool acts(const std::optional<guards::Rule>& rule) {
  return rule && rule->stage == guards::Stage::enforce;
}

std::string_view reason_of(const coord::Notice& notice) {
  using Why = coord::Notice::Why;
  return notice.why == Why::mid_write || notice.why == Why::unasked ? "held" : "stale";
}

Findings findings_of(const Judgement& on, const Clearance& clearance,
                     const std::vector<coord::Touch>& touches) {
  Findings findings;
  if (clearance.refusal) {
    const coord::Refusal& refusal = *clearance.refusal;
    if (const auto rule = turn_rule(on.rules, refusal.stale ? "stale" : "held")) {
      findings.push_back(
          refusal_finding(*rule, refusal, touches[refusal.touch], on.world.clock.wall_ms()));
    }
  }
  for (const coord::Notice& notice : clearance.notices) {
    if (const auto rule = turn_rule(on.rules, reason_of(notice))) {
      findings.push_back(notice_finding(*rule, notice, touches[notice.touch]));
    }
  }
  return findings;
}

// A read that leaves no stamp falls on the careful side later: failing to record never changes a
// verdict. All else is the policy's to decide.
base::Result<Findings> in_trouble(const Judgement& on, const std::vector<coord::Touch>& touches,
                                  const base::Error& error) {
  const bool writes = std::ranges::any_of(touches, coord::is_write);
  const bool ours = error.code == base::Code::io || error.code == base::Code::denied;
  if (writes || !ours || !on.aside) return tl::unexpected(error);
  on.aside("what was read is not on record", error);
  return Findings{};
}

base::Result<Findings> check(const Judgement& on) {
  // Explained, not called: nobody has a turn.
  if (!is_coordinated(on.place) || on.call.caller.session.empty()) return Findings{};
  std::vector<coord::Touch> touches = touches_of(on);
  if (auto git = git_touch(on)) {
    touches.push_back(*std::move(git));
    std::ranges::move(reach_touches(on), std::back_inserter(touches));
  }
  if (touches.empty()) return Findings{};
  coord::Patience patience;
  patience.pause = base::pause_ms;
  if (!acts(turn_rule(on.rules, "held"))) patience.turn_ms = patience.reader_ms = 0;
  if (on.more_time) on.more_time(patience.turn_ms);
  coord::Coordinator coordinator(on.world, on.place.state_dir, on.place.root, who_of(on.call));
  // Before anything is taken: what is not heard of stops the call.
  if (std::ranges::any_of(touches, coord::is_write)) {
    Findings news = TRY(news_of_head(on, coordinator));
    if (!news.empty()) return news;
  }
  const auto clearance = coordinator.before_call(call_key(on.call), touches, patience);
  if (!clearance) return in_trouble(on, touches, clearance.error());
  if (!clearance->refusal) {
    if (const auto kept = keep_intended(on, touches); !kept && on.aside) {
      on.aside("what is written is not kept for undo", kept.error());
    }
  }
  return findings_of(on, *clearance, touches);
}

}  // namespace

constinit const Validator kTurns{"coord.turns", guards::Category::orchestration, check};

}  // namespace hooks
