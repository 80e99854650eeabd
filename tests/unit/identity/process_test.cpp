#include "coord/identity/process.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace {

coord::Ancestry own_ancestry() {
  support::FakeClock clock;
  base::Env env;
  base::World world{base::real_disk(), clock, env};
  return coord::read_ancestry(world, base::process_id());
}

TEST(Process, OwnChainIsRead) {
  const coord::Ancestry own = own_ancestry();
  ASSERT_GE(own.chain.size(), 2u);
  EXPECT_EQ(own.chain[0].pid, base::process_id());
  EXPECT_EQ(own.chain[0].exe, base::self_path());
  EXPECT_EQ(own.chain[0].parent, own.chain[1].pid);
  EXPECT_FALSE(own.chain[0].args.empty());
  EXPECT_GT(own.chain[0].start, 0u);
  EXPECT_GE(own.chain[0].start, own.chain[1].start);
  EXPECT_NE(own.namespace_id, 0u);
  EXPECT_FALSE(own.boot_id.empty());
}

TEST(Process, ChainEndsAtTheFirstProcess) {
  const coord::Ancestry own = own_ancestry();
  EXPECT_TRUE(own.whole);
  EXPECT_EQ(own.chain.back().parent, 0);
}

TEST(Process, UnknownPidIsNoWholeChain) {
  support::FakeClock clock;
  base::Env env;
  base::World world{base::real_disk(), clock, env};
  const coord::Ancestry none = coord::read_ancestry(world, 1LL << 40);
  EXPECT_TRUE(none.chain.empty());
  EXPECT_FALSE(none.whole);
}

}  // namespace
