// Random schedules of asking, waiting, releasing, dying and time passing: no two conflicting leases
// live at once, and whoever keeps asking is served.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

#include "coord/lease/conflict.h"
#include "coord/lease/scope.h"
#include "tests/support/lease_world.h"

namespace {

using namespace coord::lease;
using support::LeaseWorld;

constexpr std::size_t kAgents = 4;
const std::vector<const char*> kScopes = {"a/b", "a/", "*.md", "x.md", "**", "res:db"};

class Schedule {
 public:
  explicit Schedule(unsigned seed) : random_(seed), world_(kAgents), wants_(kAgents) {}

  void run(int steps) {
    for (int step = 0; step < steps && !::testing::Test::HasFatalFailure(); ++step) {
      move(pick(kAgents));
      world_.now += static_cast<base::Millis>(pick(400));
      check_no_conflict();
    }
  }

  // Everybody releases what they hold and goes on asking for what they wait for.
  bool drains() {
    for (int round = 0; round < 64; ++round) {
      if (std::none_of(wants_.begin(), wants_.end(), [](const auto& w) { return w.has_value(); }))
        return true;
      for (std::size_t agent = 0; agent < kAgents; ++agent) {
        release_all(agent);
        if (wants_[agent]) ask(agent);
      }
      world_.now += world_.options.promote_after_ms;
    }
    return false;
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  void move(std::size_t agent) {
    switch (pick(8)) {
      case 0:
        release_all(agent);
        return;
      case 1:
        if (pick(6) == 0) die(agent);
        return;
      default:
        if (!wants_[agent]) {
          wants_[agent] =
              world_.request(agent, kScopes[pick(kScopes.size())], static_cast<Mode>(pick(3)));
          wants_[agent]->priority = static_cast<Priority>(pick(4));
        }
        ask(agent);
    }
  }

  void ask(std::size_t agent) {
    Request& request = *wants_[agent];
    const Decision decision = world_.decide(request);
    if (decision.granted) {
      held_.emplace_back(agent, world_.grant(request, 5'000));
      wants_[agent].reset();
    } else if (!ring_of(world_.table, request, decision, world_.now, world_.options).empty()) {
      if (request.ticket != 0) end_ticket(agent, request.ticket);
      wants_[agent].reset();  // the victim gives up what it asked for
    } else {
      const std::uint64_t number = world_.wait(request);
      if (world_.table.ticket(number) != nullptr) request.ticket = number;
    }
  }

  void end_ticket(std::size_t agent, std::uint64_t number) {
    Change change;
    change.what = What::end_ticket;
    change.agent = LeaseWorld::name(agent);
    change.number = number;
    world_.put(change);
  }

  void release_all(std::size_t agent) {
    for (auto it = held_.begin(); it != held_.end();) {
      if (it->first != agent) {
        ++it;
        continue;
      }
      world_.end(agent, it->second);
      it = held_.erase(it);
    }
  }

  void die(std::size_t agent) {
    world_.leave(agent);
    wants_[agent].reset();
    std::erase_if(held_, [&](const auto& held) { return held.first == agent; });
  }

  void check_no_conflict() {
    const auto leases = world_.table.leases();
    for (std::size_t i = 0; i < leases.size(); ++i) {
      for (std::size_t j = i + 1; j < leases.size(); ++j) {
        if (!is_live(leases[i], world_.now) || !is_live(leases[j], world_.now)) continue;
        if (leases[i].agent == leases[j].agent || may_share(leases[i].mode, leases[j].mode))
          continue;
        ASSERT_FALSE(overlaps(scope_of(leases[i]), scope_of(leases[j])))
            << to_text(scope_of(leases[i])) << " and " << to_text(scope_of(leases[j]));
      }
    }
  }

  std::mt19937 random_;
  LeaseWorld world_;
  std::vector<std::optional<Request>> wants_;
  std::vector<std::pair<std::size_t, std::uint64_t>> held_;
};

void run_schedules(unsigned count) {
  for (unsigned seed = 0; seed < count; ++seed) {
    Schedule schedule(seed);
    schedule.run(40);
    ASSERT_FALSE(::testing::Test::HasFatalFailure()) << "seed " << seed;
    ASSERT_TRUE(schedule.drains()) << "somebody is never served, seed " << seed;
  }
}

TEST(LeaseScheduleFault, I3_NoneIsStuckAndNothingIsGrantedTwice) {
  run_schedules(5'000);
}

TEST(LeaseScheduleSlow, NoneIsStuckAndNothingIsGrantedTwice) {
  run_schedules(100'000);
}

}  // namespace
