#include "hooks/notes.h"

#include <gtest/gtest.h>

#include "coord/base/disk.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace hooks {
namespace {

class Notes : public testing::Test {
 protected:
  Notes() { clock_.set_wall(base::real_clock().wall_ms()); }

  ToolCall call(std::uint64_t input, std::string session = "s1") {
    ToolCall one;
    one.caller.platform = "gemini-cli";
    one.caller.session = std::move(session);
    one.input_hash = input;
    return one;
  }
  std::string take(const ToolCall& one) { return take_note(one, dir_.path(), world_); }
  void keep(const ToolCall& one, std::string_view text) {
    ASSERT_TRUE(keep_note(one, text, dir_.path(), world_));
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
};

TEST_F(Notes, AreTakenOnceByTheSameCall) {
  keep(call(1), "careful");
  EXPECT_EQ(take(call(2)), "");
  EXPECT_EQ(take(call(1, "s2")), "");
  EXPECT_EQ(take(call(1)), "careful");
  EXPECT_EQ(take(call(1)), "");
}

TEST_F(Notes, ACallIdIsStrongerThanItsInput) {
  ToolCall first = call(1);
  first.call_id = "a";
  ToolCall second = call(1);
  second.call_id = "b";
  keep(first, "first");
  EXPECT_EQ(take(second), "");
  EXPECT_EQ(take(first), "first");
}

TEST_F(Notes, HaveThreeLinesAtMost) {
  keep(call(1), "1\n2");
  keep(call(1), "3\n4");
  EXPECT_EQ(take(call(1)), "1\n2\n3");
}

TEST_F(Notes, ExpireUnread) {
  keep(call(1), "old");
  clock_.advance(11 * 60 * 1000);
  EXPECT_EQ(take(call(1)), "");
}

TEST_F(Notes, GoWithTheSession) {
  keep(call(1), "a");
  keep(call(2), "b");
  keep(call(1, "s2"), "c");
  drop_notes(call(0), dir_.path(), world_);
  EXPECT_EQ(take(call(1)), "");
  EXPECT_EQ(take(call(2)), "");
  EXPECT_EQ(take(call(1, "s2")), "c");
}

TEST_F(Notes, HostileIdsStayInsideTheFolder) {
  ToolCall one = call(1, "../../../etc");
  one.call_id = "../../x";
  keep(one, "a");
  EXPECT_EQ(take(one), "a");
  const auto names = world_.disk.list(dir_.path());
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, std::vector<std::string>{"notes"});
}

}  // namespace
}  // namespace hooks
