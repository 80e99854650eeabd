// What every backend must pass: the parameter makes one over a folder and a clock of the test's.
#include "coord/backend/backend.h"

#include <gtest/gtest.h>

#include "coord/backend/local.h"
#include "coord/lease/scope.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

using lease::Kind;
using lease::Mode;

struct Made {
  const char* name;
  base::Result<std::unique_ptr<Backend>> (*make)(base::World& world, const std::string& dir);
};

std::ostream& operator<<(std::ostream& out, const Made& made) {
  return out << made.name;
}

class BackendContract : public ::testing::TestWithParam<Made> {
 protected:
  BackendContract() { open(); }

  void open() {
    auto made = GetParam().make(world_, dir_ / "S");
    ASSERT_TRUE(made.has_value()) << base::to_text(made.error());
    backend_ = std::move(*made);
  }

  std::string join(const std::string& session, const std::string& sub_agent = {}) {
    const auto name = backend_->join({"claude", session, sub_agent, {}, {}});
    EXPECT_TRUE(name.has_value()) << base::to_text(name.error());
    return name.value_or("");
  }

  Reply ask(const std::string& agent, const std::string& scope, Mode mode = Mode::write,
            Kind kind = Kind::asked, const std::string& call = {}) {
    Ask request;
    request.agent = agent;
    request.kind = kind;
    request.claims = {
        {lease::parse_scope(scope).value(), mode}
    };
    request.call = call;
    const auto reply = backend_->ask(request);
    EXPECT_TRUE(reply.has_value()) << base::to_text(reply.error());
    return reply.value_or(Reply{});
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  std::unique_ptr<Backend> backend_;
};

TEST_P(BackendContract, NamesAgentsByFamilyAndKnowsThemAgain) {
  EXPECT_EQ(join("s1"), "claude-1");
  EXPECT_EQ(join("s2"), "claude-2");
  EXPECT_EQ(join("s1"), "claude-1");
  EXPECT_EQ(join("s1", "x"), "claude-1/a1");
  EXPECT_EQ(join("s1", "y"), "claude-1/a2");
  EXPECT_EQ(join("s1", "x"), "claude-1/a1");
}

TEST_P(BackendContract, GrantsWithGrowingFencesAndSaysWhoIsInTheWay) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  const Reply first = ask(ada, "src/");
  ASSERT_TRUE(first.granted());
  const Reply second = ask(bob, "src/a.cpp");
  ASSERT_FALSE(second.granted());
  EXPECT_GT(second.ticket, first.fence);
  ASSERT_EQ(second.obstacles.size(), 1U);
  EXPECT_EQ(second.obstacles[0].agent, ada);
  EXPECT_EQ(lease::to_text(second.obstacles[0].held.scope), "src/");
  ASSERT_TRUE(backend_->release(ada, first.fence, "released").has_value());
  const Reply third = ask(bob, "src/a.cpp");
  ASSERT_TRUE(third.granted());
  EXPECT_GT(third.fence, second.ticket);
  EXPECT_TRUE(backend_->standing().value().line.empty());
}

TEST_P(BackendContract, AJobHoldsWhatItsCallHeldThroughStopAndTheEndOfTheSession) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  ASSERT_TRUE(ask(ada, "a", Mode::write, Kind::call, "c1").granted());
  lease::Owner job;
  job.pid = 4711;
  job.start_ticks = 99;
  EXPECT_FALSE(backend_->keep_for_job(ada, "another", job).value());
  EXPECT_TRUE(backend_->keep_for_job(ada, "c1", job).value());
  EXPECT_EQ(backend_->end_calls(ada, "c1", "post").value(), 0U);
  EXPECT_EQ(backend_->end_calls(ada, "", "stop").value(), 0U);
  ASSERT_TRUE(backend_->leave(ada, "end").has_value());
  const Reply refused = ask(bob, "a", Mode::write, Kind::call, "c2");
  ASSERT_FALSE(refused.granted());
  EXPECT_EQ(refused.obstacles[0].kind, Kind::job);
  clock_.advance(lease::Options{}.call_ttl_ms);
  EXPECT_TRUE(ask(bob, "a", Mode::write, Kind::call, "c3").granted());
}

TEST_P(BackendContract, AJobOfOnesOwnIsAskedForAtOnce) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  Ask own;
  own.agent = ada;
  own.claims = {
      {lease::parse_scope("res:git").value(), Mode::write}
  };
  own.holder.pid = 4711;
  own.holder.start_ticks = 99;
  const Reply granted = backend_->ask(own).value();
  ASSERT_TRUE(granted.granted());
  EXPECT_EQ(ask(bob, "res:git").obstacles.at(0).kind, Kind::job);
  ASSERT_TRUE(backend_->release(ada, granted.fence, "released").has_value());
  EXPECT_TRUE(ask(bob, "res:git").granted());
}

TEST_P(BackendContract, WhoHasLeftIsGrantedNothingUntilItComesAgain) {
  const auto ada = join("s1");
  ASSERT_TRUE(backend_->leave(ada, "dead").has_value());
  Ask orphan;
  orphan.agent = ada;
  orphan.claims = {
      {lease::parse_scope("res:db").value(), Mode::write}
  };
  const auto reply = backend_->ask(orphan);
  ASSERT_FALSE(reply.has_value());
  EXPECT_EQ(reply.error().code, base::Code::not_found);
  EXPECT_TRUE(backend_->standing().value().leases.empty());
  EXPECT_EQ(join("s1"), ada);
  EXPECT_TRUE(ask(ada, "res:db").granted());
}

TEST_P(BackendContract, OneCallAskedTwiceIsOneLease) {
  const auto ada = join("s1");
  const Reply once = ask(ada, "a", Mode::write, Kind::call, "toolu_1");
  const Reply twice = ask(ada, "a", Mode::write, Kind::call, "toolu_1");
  EXPECT_EQ(once.fence, twice.fence);
  EXPECT_EQ(backend_->standing().value().leases.size(), 1U);
  ASSERT_TRUE(backend_->end_calls(ada, "toolu_1", "post").has_value());
  EXPECT_TRUE(backend_->standing().value().leases.empty());
}

// The answer to a request may be lost: who asks again holds one lease, not two.
TEST_P(BackendContract, OneRequestAskedTwiceIsOneLeaseAndItsIdIsNoKeyToOthers) {
  const auto ada = join("s1");
  const Reply once = ask(ada, "a", Mode::write, Kind::asked, "r1");
  EXPECT_EQ(ask(ada, "a", Mode::write, Kind::asked, "r1").fence, once.fence);
  EXPECT_NE(ask(ada, "b", Mode::write, Kind::asked, "r1").fence, once.fence);
  EXPECT_NE(ask(ada, "a", Mode::write, Kind::asked, "r2").fence, once.fence);
  EXPECT_NE(ask(ada, "a", Mode::read, Kind::asked, "r1").fence, once.fence);
  EXPECT_EQ(ask(join("s2"), "a", Mode::write, Kind::asked, "r1").fence, 0U);
  EXPECT_EQ(backend_->standing().value().leases.size(), 4U);
}

TEST_P(BackendContract, ARefusedAgentGetsItsTurnAtItsNextRead) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  const lease::Scope hot{lease::ScopeKind::path, "hot"};
  ask(ada, "hot", Mode::write, Kind::call, "c1");
  const Reply refused = ask(bob, "hot", Mode::write, Kind::call, "c2");
  EXPECT_EQ(refused.refusals, 1U);
  EXPECT_NE(backend_->read_turn(bob, hot).value().ticket, 0U);
  ASSERT_TRUE(backend_->end_calls(ada, "", "stop").has_value());
  EXPECT_TRUE(backend_->read_turn(bob, hot).value().granted());
  EXPECT_FALSE(ask(ada, "hot", Mode::write, Kind::call, "c3").granted());
  EXPECT_TRUE(ask(bob, "hot", Mode::write, Kind::call, "c4").granted());
}

TEST_P(BackendContract, ALastLookThatObjectsLeavesATicketAndNoLease) {
  const auto ada = join("s1");
  Ask request;
  request.agent = ada;
  request.kind = Kind::call;
  request.queue = false;
  request.claims = {
      {{lease::ScopeKind::path, "a"}, Mode::write}
  };
  request.last_look = [&](bool) { return std::optional(request.claims.front()); };
  const Reply reply = backend_->ask(request).value();
  EXPECT_TRUE(reply.objected);
  EXPECT_FALSE(reply.granted());
  EXPECT_NE(reply.ticket, 0U);
  EXPECT_TRUE(backend_->standing().value().leases.empty());
  EXPECT_EQ(backend_->standing().value().line.size(), 1U);
}

TEST_P(BackendContract, AKeptTurnEndsWithItsCallOrAtStop) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  const lease::Scope hot{lease::ScopeKind::path, "hot"};
  ask(ada, "hot", Mode::write, Kind::call, "c1");
  ask(bob, "hot", Mode::write, Kind::call, "c2");
  EXPECT_EQ(backend_->end_calls(ada, "c1", "post").value(), 1U);
  EXPECT_EQ(backend_->end_calls(ada, "c1", "post").value(), 0U);
  ASSERT_TRUE(backend_->read_turn(bob, hot).value().granted());
  EXPECT_TRUE(ask(bob, "hot", Mode::write, Kind::call, "c3").granted());
  ASSERT_TRUE(backend_->end_calls(bob, "c3", "post").has_value());
  EXPECT_TRUE(ask(ada, "hot", Mode::write, Kind::call, "c4").granted());
  ask(bob, "hot", Mode::write, Kind::call, "c5");
  ASSERT_TRUE(backend_->end_calls(ada, "", "stop").has_value());
  ASSERT_TRUE(backend_->read_turn(bob, hot).value().granted());
  ASSERT_TRUE(backend_->end_calls(bob, "", "stop").has_value());
  EXPECT_TRUE(backend_->standing().value().leases.empty());
}

TEST_P(BackendContract, RenewsWhatIsLiveAndRefusesTheRest) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  const Reply held = ask(ada, "a");
  EXPECT_EQ(backend_->renew(bob, held.fence, 60'000).error().code, base::Code::denied);
  clock_.advance(60'000);
  EXPECT_EQ(backend_->renew(ada, held.fence, 120'000).value(), 120'000);
  clock_.advance(119'999);
  EXPECT_TRUE(backend_->renew(ada, held.fence, 120'000).has_value());
  clock_.advance(120'000);
  EXPECT_EQ(backend_->renew(ada, held.fence, 120'000).error().code, base::Code::denied);
}

TEST_P(BackendContract, ReleasingTwiceIsFineAndAnothersLeaseIsNot) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  const Reply held = ask(ada, "a");
  EXPECT_EQ(backend_->release(bob, held.fence, "x").error().code, base::Code::denied);
  EXPECT_TRUE(backend_->release(ada, held.fence, "x").has_value());
  EXPECT_TRUE(backend_->release(ada, held.fence, "x").has_value());
}

TEST_P(BackendContract, ARingIsRefusedWithItsNames) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  ask(ada, "x");
  ask(bob, "y");
  ask(ada, "y");
  const Reply closing = ask(bob, "x");
  EXPECT_EQ(closing.ring, (std::vector<std::string>{bob, ada}));
  EXPECT_EQ(closing.ticket, 0U);
}

TEST_P(BackendContract, ALowerWaiterInTheRingGivesWay) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  ask(ada, "x");
  ask(bob, "y");
  ask(ada, "y");
  Ask urgent;
  urgent.agent = bob;
  urgent.priority = lease::Priority::high;
  urgent.claims = {
      {{lease::ScopeKind::path, "x"}, Mode::write}
  };
  EXPECT_FALSE(backend_->ask(urgent).value().ring.empty());
  EXPECT_TRUE(backend_->standing().value().line.empty());
}

TEST_P(BackendContract, LeavingFreesEverything) {
  const auto ada = join("s1");
  const auto bob = join("s2");
  ask(ada, "a");
  ask(bob, "a");
  ASSERT_TRUE(backend_->leave(ada, "end").has_value());
  EXPECT_TRUE(ask(bob, "a").granted());
}

TEST_P(BackendContract, ANewProcessSeesTheSame) {
  const auto ada = join("s1");
  const Reply held = ask(ada, "a");
  open();
  const Standing standing = backend_->standing().value();
  ASSERT_EQ(standing.leases.size(), 1U);
  EXPECT_EQ(standing.leases[0].fence, held.fence);
}

TEST_P(BackendContract, ARebootVoidsWhatWasHeld) {
  const auto ada = join("s1");
  ask(ada, "a");
  clock_.reboot("another boot");
  open();
  EXPECT_TRUE(backend_->standing().value().leases.empty());
}

TEST_P(BackendContract, CapsAreKept) {
  const auto ada = join("s1");
  Ask request;
  request.agent = ada;
  request.claims = {
      {{lease::ScopeKind::tree, ""}, Mode::write}
  };
  request.ttl_ms = 600'000;
  EXPECT_EQ(backend_->ask(request).error().code, base::Code::invalid_input);
  EXPECT_EQ(backend_->ask(Ask{}).error().code, base::Code::not_found);
}

constexpr Made kLocal{"local", [](base::World& world, const std::string& dir) {
                        return open_local(world, dir, {}, 250);
                      }};

INSTANTIATE_TEST_SUITE_P(Local, BackendContract, ::testing::Values(kLocal));

}  // namespace
}  // namespace coord
