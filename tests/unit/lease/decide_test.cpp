#include <array>

#include "coord/lease/decide.h"

#include <gtest/gtest.h>

#include "coord/lease/conflict.h"
#include "coord/lease/line.h"
#include "tests/support/lease_world.h"

namespace coord::lease {
namespace {

using support::LeaseWorld;

constexpr std::size_t kAda = 0;
constexpr std::size_t kBob = 1;
constexpr std::size_t kCyd = 2;

TEST(LeaseConflict, IsTheMatrixOfTheSpec) {
  EXPECT_TRUE(may_share(Mode::read, Mode::read));
  EXPECT_TRUE(may_share(Mode::read, Mode::intent_write));
  EXPECT_TRUE(may_share(Mode::intent_write, Mode::read));
  EXPECT_FALSE(may_share(Mode::intent_write, Mode::intent_write));
  for (const Mode mode : {Mode::read, Mode::intent_write, Mode::write}) {
    EXPECT_FALSE(may_share(mode, Mode::write));
    EXPECT_FALSE(may_share(Mode::write, mode));
  }
}

TEST(LeaseDecision, NamesWhoStandsInTheWay) {
  LeaseWorld world(2);
  const auto fence = world.grant(world.request(kAda, "src/", Mode::write));
  const auto decision = world.decide(world.request(kBob, "src/a", Mode::write));
  ASSERT_FALSE(decision.granted);
  ASSERT_EQ(decision.blockers.size(), 1U);
  EXPECT_EQ(decision.blockers[0].agent, kAda);
  EXPECT_EQ(decision.blockers[0].number, fence);
  EXPECT_EQ(to_text(decision.blockers[0].held.scope), "src/");
  EXPECT_TRUE(world.decide(world.request(kAda, "src/a", Mode::write)).granted);
}

// A slot has room for 192 bytes of text. What is behind them is nobody's reason to share.
TEST(LeaseDecision, LongTextMeetsWhatItMayMean) {
  const std::string deep = std::string(150, 'd') + '/' + std::string(60, 'e');
  const auto kRows =
      std::to_array<std::pair<std::string, std::vector<std::pair<std::string, bool>>>>({
          {deep + "/",    {{deep + "/x.c", false}, {deep + "/f/", false}, {"d/x.c", true}}},
          {deep + "/a.c",
           {{deep + "/a.c", false},
            {deep + "/b.c", true},
            {deep + "/", false},
            {deep + "/*.c", false},
            {std::string(150, 'd') + "/", false},
            {std::string(149, 'd') + "/", true}}                                          },
          {deep + "/*.c", {{deep + "/a.c", false}, {deep + "/", false}, {"d/a.c", true}}  },
          {"src/a.c",     {{deep + "/a.c", true}}                                         },
  });
  for (const auto& [held, asked] : kRows) {
    LeaseWorld world(2);
    world.grant(world.request(kAda, held, Mode::write));
    for (const auto& [scope, granted] : asked) {
      EXPECT_EQ(world.decide(world.request(kBob, scope, Mode::write)).granted, granted)
          << held << " | " << scope;
    }
  }
}

// What stands before a pattern's first wildcard tells most of them apart.
TEST(LeaseDecision, PatternsMeetWhatTheyMeanAndNothingElse) {
  LeaseWorld world(2);
  world.grant(world.request(kAda, "src/**/a*.c", Mode::write));
  const auto kAsked = std::to_array<std::pair<const char*, bool>>({
      {"src/x/ab.c",  false},
      {"src/a.c",     false},
      {"src/",        false},
      {"src",         true },
      {"sr",          true },
      {"lib/a.c",     true },
      {"src/x/b.c",   true },
      {"s*/a.c",      false},
      {"*/x/a.c",     false},
      {"src/x/*",     false},
      {"src/x/[b]*",  true },
      {"lib/*.c",     true },
      {"**",          false},
      {"res:src/a.c", true },
  });
  for (const auto& [scope, free] : kAsked) {
    EXPECT_EQ(world.decide(world.request(kBob, scope, Mode::write)).granted, free) << scope;
  }
}

TEST(LeaseDecision, GrantsAllClaimsOrNone) {
  LeaseWorld world(2);
  world.grant(world.request(kAda, "b", Mode::write));
  Request both = world.request(kBob, "a", Mode::write);
  both.claims.push_back({parse_scope("b").value(), Mode::write});
  EXPECT_FALSE(world.decide(both).granted);
}

TEST(LeaseDecision, AnExpiredLeaseIsFree) {
  LeaseWorld world(2);
  world.grant(world.request(kAda, "a", Mode::write), 1'000);
  world.now += 999;
  EXPECT_FALSE(world.decide(world.request(kBob, "a", Mode::write)).granted);
  world.now += 1;
  EXPECT_TRUE(world.decide(world.request(kBob, "a", Mode::write)).granted);
}

TEST(LeaseDecision, AChildWorksInsideItsParentsScopeAndItsSiblingDoesNot) {
  LeaseWorld world(1);
  for (const char* child : {"agent-0/a1", "agent-0/a2"}) {
    Change join;
    join.what = What::join;
    join.agent = child;
    join.parent = LeaseWorld::name(kAda);
    world.put(join);
  }
  world.grant(world.request(kAda, "src/", Mode::write));
  const Request first = world.request(1, "src/a", Mode::write);
  ASSERT_TRUE(world.decide(first).granted);
  Change grant;
  grant.what = What::grant;
  grant.agent = "agent-0/a1";
  grant.claims = first.claims;
  world.put(grant);
  EXPECT_FALSE(world.decide(world.request(2, "src/a", Mode::write)).granted);
}

TEST(LeaseLine, AWaitingWriterIsNotOvertakenByLaterReaders) {
  LeaseWorld world(3);
  world.grant(world.request(kAda, "a", Mode::read));
  world.wait(world.request(kBob, "a", Mode::write));
  const auto late = world.decide(world.request(kCyd, "a", Mode::read));
  ASSERT_FALSE(late.granted);
  EXPECT_TRUE(late.blockers[0].waits);
  EXPECT_EQ(late.blockers[0].agent, kBob);
}

TEST(LeaseLine, HigherPriorityStandsBeforeAndAgeingCatchesUp) {
  LeaseWorld world(3);
  world.grant(world.request(kAda, "a", Mode::write), 0);
  Request low = world.request(kBob, "a", Mode::write);
  low.priority = Priority::low;
  low.ticket = world.wait(low);
  Request high = world.request(kCyd, "a", Mode::write);
  high.priority = Priority::high;
  high.ticket = world.wait(high);
  world.end(kAda, 4);
  EXPECT_TRUE(world.decide(high).granted);
  EXPECT_FALSE(world.decide(low).granted);
  world.now += 3 * world.options.promote_after_ms;  // both are critical now: the older is first
  EXPECT_EQ(aged(Priority::low, 0, 30'000, world.options), Priority::critical);
}

TEST(LeaseLine, AFreedScopeIsKeptForTheNextOneForItsGraceOnly) {
  LeaseWorld world(3);
  const auto fence = world.grant(world.request(kAda, "a", Mode::write));
  Request waits = world.request(kBob, "a", Mode::write);
  waits.ticket = world.wait(waits);
  world.end(kAda, fence);
  EXPECT_FALSE(world.decide(world.request(kCyd, "a", Mode::write)).granted);
  EXPECT_TRUE(world.decide(waits).granted);
  world.now += world.options.grace_ms;
  EXPECT_TRUE(world.decide(world.request(kCyd, "a", Mode::write)).granted);
}

TEST(LeaseRing, TwoWhoWaitForEachOtherAreFound) {
  LeaseWorld world(2);
  world.grant(world.request(kAda, "x", Mode::write));
  world.grant(world.request(kBob, "y", Mode::write));
  world.wait(world.request(kAda, "y", Mode::write));
  const Request closing = world.request(kBob, "x", Mode::write);
  const auto decision = world.decide(closing);
  ASSERT_FALSE(decision.granted);
  EXPECT_EQ(ring_of(world.table, closing, decision, world.now, world.options),
            (std::vector<std::uint32_t>{kBob, kAda}));
}

TEST(LeaseRing, ThreeInARingAreFoundAndALineIsNone) {
  LeaseWorld world(3);
  world.grant(world.request(kAda, "x", Mode::write));
  world.grant(world.request(kBob, "y", Mode::write));
  world.grant(world.request(kCyd, "z", Mode::write));
  world.wait(world.request(kAda, "y", Mode::write));
  const Request middle = world.request(kBob, "z", Mode::write);
  EXPECT_TRUE(ring_of(world.table, middle, world.decide(middle), world.now, world.options).empty());
  world.wait(middle);
  const Request closing = world.request(kCyd, "x", Mode::write);
  EXPECT_EQ(ring_of(world.table, closing, world.decide(closing), world.now, world.options),
            (std::vector<std::uint32_t>{kCyd, kAda, kBob}));
}

TEST(LeaseRing, TwoReadersWhoBothWantToWriteAreFound) {
  LeaseWorld world(2);
  world.grant(world.request(kAda, "x", Mode::read));
  world.grant(world.request(kBob, "x", Mode::read));
  world.wait(world.request(kAda, "x", Mode::write));
  const Request second = world.request(kBob, "x", Mode::write);
  EXPECT_FALSE(
      ring_of(world.table, second, world.decide(second), world.now, world.options).empty());
}

}  // namespace
}  // namespace coord::lease
