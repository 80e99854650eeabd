// Whose turn it is: the call lock, read stamps and waiting, as findings of coord.lease and
// coord.stale.
#include <algorithm>
#include <deque>
#include <utility>

#include "coord/base/clock_pause.h"
#include "coord/base/text.h"
#include "coord/coordinator_left_lock.h"
#include "coord/git/layout.h"
#include "coord/stamp/in_flight.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/head.h"
#include "hooks/validators/orchestration/refusal.h"
#include "hooks/validators/orchestration/stays.h"
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

bool writes_in(const Stay& stay) {
  return std::ranges::any_of(stay.touches, coord::is_write);
}

bool writes_git(const coord::Touch& touch) {
  return touch.scope.kind == coord::lease::ScopeKind::resource && touch.scope.text == "git";
}

// All work trees of a call or none: what was taken in one is given back when another refuses.
class Round {
 public:
  Round(const Judgement& on, std::vector<Stay> stays) : on_(on), stays_(std::move(stays)) {
    patience_.pause = base::pause_ms;
    if (!acts(turn_rule(on.rules, "held"))) patience_.turn_ms = patience_.reader_ms = 0;
    for (const Stay& stay : stays_) {
      doors_.emplace_back(on.world, stay.place.state_dir, stay.place.root, who_of(on.call));
    }
  }

  base::Result<Findings> go() {
    if (on_.more_time) on_.more_time(patience_.turn_ms);
    // Before anything is taken: what is not heard of stops the call.
    for (std::size_t i = 0; i < stays_.size(); ++i) {
      if (is_away(i) || !writes_in(stays_[i])) continue;
      Findings news = TRY(news_of_head(on_, doors_[i]));
      if (!news.empty()) return news;
    }
    Findings all;
    for (std::size_t i = 0; i < stays_.size(); ++i) {
      Findings found = TRY(enter(i));
      all.insert(all.end(), found.begin(), found.end());
      if (refused_) return all;
    }
    TRY_VOID(note_away());
    for (const Stay& stay : stays_) free_index(stay);
    return all;
  }

 private:
  bool is_away(std::size_t at) const { return stays_[at].place.root != on_.place.root; }

  base::Result<Findings> enter(std::size_t at) {
    const Stay& stay = stays_[at];
    const base::Millis began = on_.world.clock.boot_ms();
    const auto clearance = doors_[at].before_call(call_key(on_.call), stay.touches, patience_);
    patience_.turn_ms =
        std::max<base::Millis>(0, patience_.turn_ms - (on_.world.clock.boot_ms() - began));
    refused_ = !clearance || clearance->refusal.has_value();
    if (refused_) TRY_VOID(go_back(at));
    if (!clearance) return in_trouble(on_, stay.touches, clearance.error());
    Findings findings = findings_of(on_, *clearance, stay.touches);
    if (is_away(at)) name_tree(findings, stay.place);
    return findings;
  }

  base::Result<void> go_back(std::size_t from) {
    for (std::size_t i = 0; i < from; ++i) TRY_VOID(doors_[i].give_back(call_key(on_.call)));
    return {};
  }

  // Paths count from the other tree's root, and so would a command.
  static void name_tree(Findings& findings, const guards::Place& place) {
    for (guards::Finding& finding : findings) {
      if (finding.instead.find('`') != std::string::npos) {
        finding.instead = "take other work first, then read it again and write";
      }
      finding.details.insert(finding.details.begin(),
                             "in another work tree: " + base::one_line(place.root, 150));
    }
  }

  // What a killed `flockgate commit` left is no agent's to clear away by hand.
  void free_index(const Stay& stay) const {
    if (std::ranges::none_of(stay.touches, writes_git)) return;
    const guards::Place& place = stay.place;
    const auto freed = coord::clear_left_lock({
        {on_.world, place.root, place.root},
        place.git_dir, place.state_dir
    });
    if (!freed && on_.aside) on_.aside("a lock of the index is left", freed.error());
  }

  // The end of the call is heard in its own work tree.
  base::Result<void> note_away() {
    std::vector<std::string> roots;
    for (std::size_t i = 0; i < stays_.size(); ++i) {
      if (is_away(i)) roots.push_back(stays_[i].place.root);
    }
    if (roots.empty()) return {};
    TRY_VOID(coord::open_state_dir(on_.world, on_.place.state_dir));
    coord::InFlight own(on_.world, coord::calls_path(on_.place.state_dir, who_of(on_.call)));
    return own.put_away(call_key(on_.call), roots);
  }

  const Judgement& on_;
  std::vector<Stay> stays_;
  std::deque<coord::Coordinator> doors_;
  coord::Patience patience_;
  bool refused_ = false;
};

bool calls_us(const Judgement& on) {
  return std::ranges::any_of(on.effects.list, [](const guards::Effect& effect) {
    return effect.verb == guards::Verb::exec && effect.by == "flockgate";
  });
}

// Else it would count as what a person typed in a terminal that is gone with the command.
base::Result<void> go_on_record(const Judgement& on) {
  coord::Patience patience;
  patience.pause = base::pause_ms;
  if (on.more_time) on.more_time(patience.turn_ms);
  coord::Coordinator door(on.world, on.place.state_dir, on.place.root, who_of(on.call));
  return door.take_part(patience);
}

base::Result<Findings> check(const Judgement& on) {
  if (on.call.caller.session.empty()) return Findings{};  // explained, not called: no turn
  if (calls_us(on) && is_coordinated(on.place)) TRY_VOID(go_on_record(on));
  std::vector<Stay> stays = stays_of(on);
  if (stays.empty()) return Findings{};
  return Round(on, std::move(stays)).go();
}

}  // namespace

constinit const Validator kTurns{"coord.turns", guards::Category::orchestration, check};

}  // namespace hooks
