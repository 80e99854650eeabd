#include <gtest/gtest.h>

#include "coord/git/layout.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class StateDirTest : public testing::Test {
 protected:
  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
};

TEST_F(StateDirTest, RepositoryKeepsItBesideItsRefs) {
  Layout layout;
  layout.root = "/r";
  layout.git_dir = "/m/.git/worktrees/r";
  layout.common_dir = "/m/.git";
  EXPECT_EQ(state_dir(layout, "/r/x", world_), "/m/.git/flockgate");
}

TEST_F(StateDirTest, InitialisedFolderKeepsItsOwn) {
  env_.state_home = "/h/state";
  dir_.write("p/.flockgate/policy.json", "{}");
  EXPECT_EQ(state_dir({}, dir_ / "p/a/b", world_), dir_ / "p/.flockgate/state");
}

TEST_F(StateDirTest, OtherFoldersHaveOneEachBelowTheStateHome) {
  env_.state_home = "/h/state";
  const std::string one = state_dir({}, dir_ / "one", world_);
  EXPECT_EQ(one.find("/h/state/flockgate/one-"), 0U);
  EXPECT_EQ(one, state_dir({}, dir_ / "one/", world_));
  EXPECT_NE(one, state_dir({}, dir_ / "two/one", world_));
}

TEST_F(StateDirTest, NoHomeNoState) {
  EXPECT_EQ(state_dir({}, dir_.path(), world_), "");
}

}  // namespace
}  // namespace coord
