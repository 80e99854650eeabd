#include "coord/lease/change.h"

#include <gtest/gtest.h>

#include "tests/support/lease_world.h"

namespace coord::lease {
namespace {

TEST(LeaseChange, SurvivesItsOwnText) {
  Change change;
  change.what = What::grant;
  change.at_ms = 42;
  change.agent = "claude-1/a2";
  change.kind = Kind::call;
  change.priority = Priority::high;
  change.ttl_ms = 600'000;
  change.call = "toolu_1";
  change.claims = {
      {{ScopeKind::path, "a \"b\"\n.txt"}, Mode::write},
      {{ScopeKind::tree, ""},              Mode::read }
  };
  change.number = UINT64_MAX;
  const auto again = read_change(kind_of(change.what), fields_of(change));
  ASSERT_TRUE(again.has_value()) << base::to_text(again.error());
  EXPECT_EQ(fields_of(*again), fields_of(change));
  EXPECT_EQ(again->claims, change.claims);
  EXPECT_EQ(again->number, UINT64_MAX);
}

TEST(LeaseChange, OtherKindsAndBrokenClaimsAreTold) {
  EXPECT_EQ(read_change("task.claim", "\"a\":1").error().code, base::Code::not_found);
  EXPECT_EQ(read_change("lease.grant", "\"claims\":[[\"own\",\"path\",\"x\"]]").error().code,
            base::Code::corrupt);
}

TEST(LeaseReplay, AnEntryCountsOnce) {
  support::LeaseWorld world(1);
  Change grant;
  grant.what = What::grant;
  grant.agent = "agent-0";
  grant.at_ms = world.now;
  grant.claims = {
      {{ScopeKind::path, "a"}, Mode::write}
  };
  ASSERT_TRUE(apply(world.table, 7, grant, world.options).has_value());
  ASSERT_TRUE(apply(world.table, 7, grant, world.options).has_value());
  int live = 0;
  world.table.each_of(0, [&](const LeaseSlot&) { ++live; });
  EXPECT_EQ(live, 1);
}

TEST(LeaseReplay, ANewBootVoidsWhatWasHeld) {
  support::LeaseWorld world(2);
  world.grant(world.request(0, "a", Mode::write));
  Change boot;
  boot.what = What::boot;
  boot.boot = 77;
  world.put(boot);
  EXPECT_TRUE(world.decide(world.request(1, "a", Mode::write)).granted);
}

TEST(LeaseReplay, HandingOverGivesANewFence) {
  support::LeaseWorld world(2);
  const auto fence = world.grant(world.request(0, "a", Mode::write));
  Change change;
  change.what = What::hand_over;
  change.agent = "agent-1";
  change.number = fence;
  const auto next = world.put(change);
  EXPECT_EQ(world.table.lease(fence), nullptr);
  ASSERT_NE(world.table.lease(next), nullptr);
  EXPECT_EQ(world.table.lease(next)->agent, 1U);
  EXPECT_FALSE(world.decide(world.request(0, "a", Mode::write)).granted);
}

TEST(LeaseReplay, AFullTableSaysSo) {
  support::LeaseWorld world(1, {2, 1, 1});
  for (const char* path : {"a", "b", "c"}) world.grant(world.request(0, path, Mode::write));
  EXPECT_NE(world.broken.find("no room"), std::string::npos);
}

}  // namespace
}  // namespace coord::lease
