// Clocks that jump, holders that sleep, crowds that wait: what leases must keep to. Time is turned,
// never waited for.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "coord/backend/local.h"
#include "coord/lease/scope.h"
#include "tests/support/fake_clock.h"
#include "tests/support/lease_world.h"
#include "tests/support/temp_dir.h"

namespace {

using base::Code;
using coord::Ask;
using coord::Reply;
using coord::Standing;
using coord::lease::Mode;
using coord::lease::Priority;

constexpr base::Millis kHour = 3'600'000;

// The local backend over a folder and a clock of the test's; `dead_` are whose processes ended.
class LeaseFault : public testing::Test {
 protected:
  LeaseFault() { open(); }

  void open() {
    const auto dead = [this](const coord::lease::Owner& owner, base::Millis) {
      return dead_.contains(owner.pid);
    };
    backend_ = coord::open_local(world_, dir_ / "S", {}, 250, dead).value();
  }

  std::string join(int number) {
    coord::lease::Owner owner;
    owner.pid = number;
    owner.proven = 1;
    const std::string session = "s" + std::to_string(number);
    return backend_->join({"claude", session, {}, {}, owner}).value();
  }

  static Ask wish(const std::string& agent, const std::string& scope, Mode mode = Mode::write) {
    Ask ask;
    ask.agent = agent;
    ask.claims = {
        {coord::lease::parse_scope(scope).value(), mode}
    };
    return ask;
  }
  Reply ask(const std::string& agent, const std::string& scope, Mode mode = Mode::write) {
    return backend_->ask(wish(agent, scope, mode)).value();
  }
  Reply ask(Ask wish, Priority priority) {
    wish.priority = priority;
    return backend_->ask(wish).value();
  }
  std::size_t lines() const {
    const std::string text = dir_.read("S/journal.jsonl");
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  std::set<std::int64_t> dead_;
  std::unique_ptr<coord::Backend> backend_;
};

TEST_F(LeaseFault, E6_AJumpOfTheWallClockEndsNoLeaseAndKeepsNone) {
  const auto ada = join(1);
  const auto bob = join(2);
  const base::Millis now = clock_.wall_ms();
  for (const base::Millis wall :
       {now - kHour, now + kHour, base::Millis{0}, kHour * 24 * 365 * 80}) {
    const Reply held = ask(ada, "a");
    ASSERT_TRUE(held.granted());
    clock_.set_wall(wall);
    clock_.advance(119'999);
    EXPECT_FALSE(ask(bob, "a").granted()) << wall;
    clock_.advance(1);
    const Reply next = ask(bob, "a");
    EXPECT_TRUE(next.granted()) << wall;
    ASSERT_TRUE(backend_->release(bob, next.fence, "released").has_value());
  }
}

TEST_F(LeaseFault, E7_ANightsSleepCountsAndTheOldHolderIsRefused) {
  const auto ada = join(1);
  const auto bob = join(2);
  const Reply held = ask(ada, "a");
  clock_.advance(8 * kHour);
  EXPECT_EQ(backend_->renew(ada, held.fence, 0).error().code, Code::denied);
  ASSERT_TRUE(ask(bob, "a").granted());
  const Reply late = ask(ada, "a");
  ASSERT_FALSE(late.granted());
  EXPECT_EQ(late.obstacles.front().agent, bob);
  EXPECT_EQ(backend_->renew(ada, held.fence, 0).error().code, Code::denied);
  EXPECT_TRUE(backend_->release(ada, held.fence, "released").has_value());
  EXPECT_EQ(backend_->standing().value().leases.size(), 1U);
}

TEST_F(LeaseFault, E8_ARebootVoidsWhatWasHeldAndNumbersGoOn) {
  const auto ada = join(1);
  const Reply held = ask(ada, "a");
  clock_.reboot("another boot");
  open();
  EXPECT_TRUE(backend_->standing().value().leases.empty());
  EXPECT_EQ(backend_->renew(ada, held.fence, 0).error().code, Code::denied);
  const auto bob = join(2);
  const Reply next = ask(bob, "a");
  EXPECT_GT(next.fence, held.fence);
  EXPECT_EQ(join(1), ada);  // a session that goes on is known again
  EXPECT_FALSE(ask(ada, "a").granted());
}

TEST_F(LeaseFault, E11_RenewalAroundTheEndNeverMakesTwoHolders) {
  const auto ada = join(1);
  const auto bob = join(2);
  const Reply first = ask(ada, "a");
  clock_.advance(119'999);
  EXPECT_EQ(backend_->renew(ada, first.fence, 120'000).value(), 120'000);
  clock_.advance(120'000);
  EXPECT_EQ(backend_->renew(ada, first.fence, 0).error().code, Code::denied);
  const Reply second = ask(ada, "a");
  clock_.advance(120'001);
  EXPECT_EQ(backend_->renew(ada, second.fence, 0).error().code, Code::denied);
  const Reply third = ask(bob, "a");
  ASSERT_TRUE(third.granted());
  EXPECT_EQ(backend_->renew(ada, second.fence, 0).error().code, Code::denied);
  EXPECT_EQ(backend_->renew(ada, third.fence, 0).error().code, Code::denied);
  EXPECT_EQ(backend_->standing().value().leases.size(), 1U);
}

TEST_F(LeaseFault, E12_FiftyWhoRenewAllTheTimeWriteOnceAThirdOfTheirTtl) {
  constexpr int kHolders = 50;
  constexpr base::Millis kTtl = 3'000;
  constexpr base::Millis kTime = 9'000;
  std::vector<std::pair<std::string, coord::lease::Fence>> held;
  for (int i = 1; i <= kHolders; ++i) {
    const auto agent = join(i);
    Ask own = wish(agent, "res:r" + std::to_string(i));
    own.ttl_ms = kTtl;
    held.emplace_back(agent, backend_->ask(own)->fence);
  }
  const std::size_t before = lines();
  for (base::Millis time = 0; time < kTime; time += 100) {
    clock_.advance(100);
    for (const auto& [agent, fence] : held) {
      ASSERT_TRUE(backend_->renew(agent, fence, kTtl).has_value());
    }
  }
  EXPECT_LE(lines() - before, std::size_t{kHolders * kTime / (kTtl / 3)});
  EXPECT_EQ(backend_->standing().value().leases.size(), std::size_t{kHolders});
}

TEST_F(LeaseFault, E13_ReleaseByAnotherTwiceAndLate) {
  const auto ada = join(1);
  const auto bob = join(2);
  const Reply held = ask(ada, "a");
  EXPECT_EQ(backend_->release(bob, held.fence, "x").error().code, Code::denied);
  EXPECT_TRUE(backend_->release(ada, held.fence, "x").has_value());
  const std::size_t before = lines();
  EXPECT_TRUE(backend_->release(ada, held.fence, "x").has_value());
  const Reply again = ask(ada, "a");
  clock_.advance(kHour);
  ASSERT_TRUE(ask(bob, "a").granted());
  EXPECT_TRUE(backend_->release(ada, again.fence, "x").has_value());
  EXPECT_EQ(lines() - before, 2U);  // two grants: what is over already is nothing to write
}

TEST_F(LeaseFault, E15_WhileACriticalOneWaitsNobodySlipsInAndTheHolderCannotStay) {
  const auto low = join(1);
  const auto critical = join(2);
  const auto normal = join(3);
  const Reply held = ask(wish(low, "src/", Mode::read), Priority::low);
  ASSERT_TRUE(ask(normal, "src/a", Mode::read).granted());
  ASSERT_FALSE(ask(wish(critical, "src/a"), Priority::critical).granted());
  EXPECT_TRUE(ask(normal, "src/b", Mode::read).granted());
  EXPECT_FALSE(ask(normal, "src/", Mode::read).granted());
  const base::Millis granted = clock_.boot_ms();
  const coord::lease::Options options;
  while (backend_->renew(low, held.fence, 0)) {
    ASSERT_LE(clock_.boot_ms() - granted, options.contested_cap_ms);
    clock_.advance(50'000);
  }
  EXPECT_GE(clock_.boot_ms() - granted, options.contested_cap_ms - 50'000);
}

TEST_F(LeaseFault, E16_RingsOfTwoAndThreeAreToldInTheCallThatClosesThem) {
  for (const std::size_t size : {2U, 3U}) {
    std::vector<std::string> agents;
    for (std::size_t i = 0; i < size; ++i) agents.push_back(join(static_cast<int>(i) + 1));
    const auto thing = [&](std::size_t i) {
      return "res:" + std::to_string(size) + "-" + std::to_string(i % size);
    };
    for (std::size_t i = 0; i < size; ++i) ASSERT_TRUE(ask(agents[i], thing(i)).granted());
    for (std::size_t i = 1; i < size; ++i) EXPECT_TRUE(ask(agents[i - 1], thing(i)).ring.empty());
    const Reply closing = ask(agents[size - 1], thing(size));
    EXPECT_EQ(closing.ring.size(), size);
    EXPECT_EQ(closing.ring.front(), agents[size - 1]);
    EXPECT_EQ(closing.ticket, 0U);
    for (const auto& agent : agents) ASSERT_TRUE(backend_->leave(agent, "end").has_value());
  }
}

TEST_F(LeaseFault, E17_ADeadWaiterAtTheHeadIsSkipped) {
  const auto ada = join(1);
  const auto bob = join(2);
  const auto cyd = join(3);
  const Reply held = ask(ada, "a");
  ASSERT_NE(ask(bob, "a").ticket, 0U);
  ASSERT_NE(ask(cyd, "a").ticket, 0U);
  ASSERT_TRUE(backend_->release(ada, held.fence, "x").has_value());
  EXPECT_FALSE(ask(cyd, "a").granted());  // bob lives, and it is his turn
  dead_.insert(2);
  EXPECT_TRUE(ask(cyd, "a").granted());
  const Standing now = backend_->standing().value();
  EXPECT_TRUE(std::ranges::none_of(now.agents, [&](const auto& one) { return one.name == bob; }));
  EXPECT_TRUE(now.line.empty());
}

// Nobody can prove that the head is gone: its turn passes all the same.
TEST_F(LeaseFault, E17_AHeadThatDoesNotComeLosesItsTurn) {
  const auto ada = join(1);
  const auto bob = join(2);
  const auto cyd = join(3);
  const Reply held = ask(ada, "a");
  ask(bob, "a");
  ask(cyd, "a");
  ASSERT_TRUE(backend_->release(ada, held.fence, "x").has_value());
  clock_.advance(coord::lease::Options{}.grace_ms);
  EXPECT_TRUE(ask(cyd, "a").granted());
}

TEST_F(LeaseFault, E18_OneOfFortyNineWaitersIsServedAndTheOthersWriteNothing) {
  constexpr int kWaiters = 49;
  const auto ada = join(100);
  const Reply held = ask(ada, "a");
  std::vector<std::string> waiters;
  for (int i = 1; i <= kWaiters; ++i) {
    waiters.push_back(join(i));
    ASSERT_NE(ask(waiters.back(), "a").ticket, 0U);
  }
  ASSERT_TRUE(backend_->release(ada, held.fence, "x").has_value());
  const std::size_t before = lines();
  std::vector<std::string> served;
  std::shuffle(waiters.begin(), waiters.end(), std::mt19937(18));
  for (const std::string& waiter : waiters) {
    Ask again = wish(waiter, "a");
    again.queue = false;  // as who waits looks again
    if (backend_->ask(again)->granted()) served.push_back(waiter);
  }
  EXPECT_EQ(served, std::vector<std::string>{"claude-2"});  // who has waited longest
  EXPECT_EQ(lines() - before, 1U);
}

TEST_F(LeaseFault, E20_TimesAreHeldAgainstTheirCap) {
  const auto ada = join(1);
  Ask own = wish(ada, "a");
  for (const base::Millis ttl : {base::Millis{-1}, kHour + 1}) {
    own.ttl_ms = ttl;
    EXPECT_EQ(backend_->ask(own).error().code, Code::invalid_input) << ttl;
  }
  own.ttl_ms = 0;  // not asked for
  ASSERT_TRUE(backend_->ask(own)->granted());
  EXPECT_EQ(backend_->standing()->leases.front().left_ms, 120'000);
  own = wish(ada, "b");
  own.ttl_ms = kHour;
  EXPECT_TRUE(backend_->ask(own)->granted());
}

// Every hour brings new high requests without end; the low one is served within the bound that
// follows from the options: it climbs three steps, then waits for one holder at most.
TEST(Fault, E14_LowIsServedWithinItsBoundUnderEndlessHigh) {
  constexpr base::Millis kHold = 2'000;
  constexpr int kSteps = 10'000;
  support::LeaseWorld world(4);
  std::mt19937 random(14);
  const base::Millis bound = 3 * world.options.promote_after_ms + kHold;
  std::uint64_t held = world.grant(world.request(0, "a", Mode::write), kHold);
  coord::lease::Request low = world.request(1, "a", Mode::write);
  base::Millis since = 0;
  int served = 0;
  for (int step = 0; step < kSteps; ++step) {
    if (low.ticket == 0) {
      low.priority = Priority::low;
      low.ticket = world.wait(low);
      since = world.now;
    }
    const auto high = static_cast<std::uint32_t>(2 + step % 2);
    coord::lease::Request next = world.request(high, "a", Mode::write);
    next.priority = Priority::high;
    world.wait(next);
    world.now += static_cast<base::Millis>(random() % 400);
    if (world.table.lease(held) != nullptr && world.now < world.table.lease(held)->until_ms)
      continue;
    if (world.decide(low).granted) {
      EXPECT_LE(world.now - since, bound + 400) << step;
      held = world.grant(low, kHold);
      low.ticket = 0;
      ++served;
      continue;
    }
    ASSERT_LE(world.now - since, bound + 400) << step;
    world.table.each_ticket([&](const coord::lease::TicketSlot& ticket) {
      coord::lease::Request mine = request_of(ticket);
      if (ticket.agent >= 2 && world.decide(mine).granted) next = mine;
    });
    if (next.ticket != 0) held = world.grant(next, kHold);
  }
  EXPECT_GT(served, 20);
  EXPECT_EQ(world.broken, "");
}

// Who waits for whom as a plain graph: an agent waits for the holder of a thing and for whoever
// stood in line for it before.
class RingModel {
 public:
  // Would agent reach itself, once it stands in line for `thing`?
  bool closes(int agent, int thing) const {
    std::set<int> seen;
    return reaches(agent, blockers(agent, thing, waits_.size()), seen);
  }
  void wait(int agent, int thing) { waits_.emplace_back(agent, thing); }
  bool waits(int agent, int thing) const {
    return std::ranges::find(waits_, std::pair(agent, thing)) != waits_.end();
  }

 private:
  std::set<int> blockers(int agent, int thing, std::size_t before) const {
    std::set<int> found{thing};  // thing n is held by agent n
    for (std::size_t i = 0; i < before; ++i) {
      if (waits_[i].second == thing) found.insert(waits_[i].first);
    }
    found.erase(agent);
    return found;
  }
  bool reaches(int target, const std::set<int>& from, std::set<int>& seen) const {
    for (const int agent : from) {
      if (agent == target) return true;
      if (!seen.insert(agent).second) continue;
      for (std::size_t i = 0; i < waits_.size(); ++i) {
        if (waits_[i].first == agent &&
            reaches(target, blockers(agent, waits_[i].second, i), seen)) {
          return true;
        }
      }
    }
    return false;
  }

  std::vector<std::pair<int, int>> waits_;
};

TEST(Fault, E16_EveryRingOfRandomWaitsIsFoundAndNothingElse) {
  constexpr int kAgents = 6;
  std::mt19937 random(16);
  int rings = 0;
  for (int round = 0; round < 300; ++round) {
    support::LeaseWorld world(kAgents);
    RingModel model;
    for (int i = 0; i < kAgents; ++i) {
      world.grant(
          world.request(static_cast<std::size_t>(i), "res:" + std::to_string(i), Mode::write),
          kHour);
    }
    for (int step = 0; step < 12; ++step) {
      const int agent = static_cast<int>(random() % kAgents);
      const int thing = static_cast<int>(random() % kAgents);
      if (agent == thing || model.waits(agent, thing)) continue;
      const auto asks = world.request(static_cast<std::size_t>(agent),
                                      "res:" + std::to_string(thing), Mode::write);
      const bool ring =
          !ring_of(world.table, asks, world.decide(asks), world.now, world.options).empty();
      ASSERT_EQ(ring, model.closes(agent, thing)) << "round " << round << " step " << step;
      rings += ring ? 1 : 0;
      if (ring) continue;
      world.wait(asks);
      model.wait(agent, thing);
    }
  }
  EXPECT_GT(rings, 300);
}

}  // namespace
