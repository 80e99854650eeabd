#include "coord/identity/owner.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace coord {
namespace {

TEST(Owner, IsTheLowestThatTwoChainsShare) {
  const Chain first = {
      {50, 5},
      {40, 4},
      {10, 1}
  };
  const Chain second = {
      {60, 6},
      {40, 4},
      {10, 1}
  };
  EXPECT_EQ(common_ancestor(first, second), (ProcessId{40, 4}));
  EXPECT_EQ(common_ancestor(first, {}), std::nullopt);
}

TEST(Owner, APidThatWasUsedAgainIsNobodysAncestor) {
  const Chain first = {
      {40, 4},
      {10, 1}
  };
  const Chain second = {
      {40, 9},
      {10, 1}
  };
  EXPECT_EQ(common_ancestor(first, second), (ProcessId{10, 1}));
}

TEST(Owner, TheEnvironmentCountsOnlyForWhoStandsAboveUs) {
  const Chain chain = {
      {40, 4},
      {10, 1}
  };
  ::setenv("CLAUDE_PID", "10", 1);
  EXPECT_EQ(named_by_environment(chain), (ProcessId{10, 1}));
  ::setenv("CLAUDE_PID", "11", 1);
  EXPECT_EQ(named_by_environment(chain), std::nullopt);
  ::unsetenv("CLAUDE_PID");
}

}  // namespace
}  // namespace coord
