// Two agents and one file, through the room's front door.
#include "coord/coordinator.h"

#include <gtest/gtest.h>

#include "coord/backend/local.h"
#include "coord/lease/options.h"
#include "coord/lease/scope.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class CoordinatorTest : public ::testing::Test {
 protected:
  CoordinatorTest() {
    clock_.set_wall(base::real_clock().wall_ms());
    base::Env& env = env_;
    env.uid = base::read_env().uid;
    dir_.write("r/hot", "one\n");
    dir_.write("r/.git/HEAD", "");
    before_all_ = [] {};
  }

  Coordinator at(const std::string& session) {
    return {
        world_, dir_ / "r/.git/flockgate", dir_ / "r", {"claude", session, ""}
    };
  }
  Patience patience() {
    Patience patience;
    patience.pause = [this](base::Millis time) {
      clock_.advance(time);
      before_all_();
    };
    return patience;
  }
  Touch touch(Deed deed, const std::string& name = "hot") const {
    return {
        dir_ / ("r/" + name), {lease::ScopeKind::path, name},
             deed
    };
  }
  Clearance before(const std::string& who, const std::string& call, Touch touch) {
    auto clearance = at(who).before_call(call, {std::move(touch)}, patience());
    EXPECT_TRUE(clearance.has_value()) << base::to_text(clearance.error());
    return clearance.value_or(Clearance{});
  }
  void after(const std::string& who, const std::string& call) {
    const auto done = at(who).after_call(call, {});
    EXPECT_TRUE(done.has_value()) << base::to_text(done.error());
  }
  void read(const std::string& who) {
    EXPECT_FALSE(before(who, "read", touch(Deed::read)).refusal.has_value());
    after(who, "read");
  }
  // The whole file from what the agent knows; was it let?
  bool overwrite(const std::string& who, const std::string& text) {
    Touch write = touch(Deed::overwrite);
    write.intended = base::hash128(text);
    if (before(who, "write", write).refusal) return false;
    dir_.write("r/hot", text);
    after(who, "write");
    return true;
  }
  bool edit(const std::string& who, const std::string& old_text, const std::string& text) {
    Touch write = touch(Deed::edit);
    write.fits = [&](std::string_view now) { return now.find(old_text) != std::string::npos; };
    if (before(who, "edit", write).refusal) return false;
    std::string now = dir_.read("r/hot");
    now.replace(now.find(old_text), old_text.size(), text);
    dir_.write("r/hot", now);
    after(who, "edit");
    return true;
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  std::function<void()> before_all_;
};

TEST_F(CoordinatorTest, OneAgentAloneNeverHearsOfIt) {
  read("ada");
  EXPECT_TRUE(overwrite("ada", "two\n"));
  EXPECT_TRUE(overwrite("ada", "three\n"));
  EXPECT_TRUE(edit("ada", "three", "four"));
  EXPECT_TRUE(overwrite("ada", "five\n"));
}

TEST_F(CoordinatorTest, AWriteFromAnOldBaseIsRefusedWithItsAuthor) {
  read("ada");
  read("bob");
  ASSERT_TRUE(overwrite("ada", "two\n"));
  Touch write = touch(Deed::overwrite);
  const Clearance clearance = before("bob", "w", write);
  ASSERT_TRUE(clearance.refusal.has_value());
  EXPECT_TRUE(clearance.refusal->stale);
  EXPECT_NE(clearance.refusal->reply.ticket, 0U);
  ASSERT_TRUE(clearance.refusal->by.has_value());
  EXPECT_EQ(clearance.refusal->by->agent, "claude-1");
  read("bob");
  EXPECT_TRUE(overwrite("bob", "three\n"));
}

// Hole 1 of the policy: the stamp must not be made fresh by an edit on a stale base.
TEST_F(CoordinatorTest, AnEditOnAnOldBaseLeavesTheStampOld) {
  dir_.write("r/hot", "one\nend\n");
  read("ada");
  read("bob");
  ASSERT_TRUE(edit("ada", "one", "ONE"));
  ASSERT_TRUE(edit("bob", "end", "END"));
  EXPECT_FALSE(overwrite("bob", "one\nEND\nmore\n"));
  EXPECT_EQ(dir_.read("r/hot"), "ONE\nEND\n");
}

// Hole 2: what changed while it was read was not seen.
TEST_F(CoordinatorTest, AFileThatChangesDuringAReadIsNotStamped) {
  read("bob");
  ASSERT_FALSE(before("bob", "slow", touch(Deed::read)).refusal.has_value());
  read("ada");
  ASSERT_TRUE(overwrite("ada", "two\n"));
  after("bob", "slow");
  EXPECT_FALSE(overwrite("bob", "three\n"));
}

// The same at the very first read: the change must not count as older than the agent.
TEST_F(CoordinatorTest, AFileThatChangesDuringAnAgentsFirstReadMustBeReadAgain) {
  ASSERT_FALSE(before("bob", "slow", touch(Deed::read)).refusal.has_value());
  read("ada");
  ASSERT_TRUE(overwrite("ada", "two\n"));
  clock_.set_wall(base::real_clock().wall_ms() + 60'000);
  after("bob", "slow");
  EXPECT_FALSE(overwrite("bob", "three\n"));
  read("bob");
  EXPECT_TRUE(overwrite("bob", "three\n"));
}

// Hole 3: a call behind a human's question is not over because it is old.
TEST_F(CoordinatorTest, ACallLockOutlivesAHumansThinking) {
  read("ada");
  read("bob");
  ASSERT_FALSE(before("ada", "asked", touch(Deed::overwrite)).refusal.has_value());
  clock_.advance(180'000);
  const Clearance clearance = before("bob", "w", touch(Deed::overwrite));
  ASSERT_TRUE(clearance.refusal.has_value());
  EXPECT_FALSE(clearance.refusal->stale);
  EXPECT_EQ(clearance.refusal->reply.obstacles.front().agent, "claude-1");
}

// Hole 4: a post hook that never comes is made up for by the end of the turn.
TEST_F(CoordinatorTest, ALostPostHookIsClearedByTheEndOfTheTurn) {
  read("ada");
  read("bob");
  ASSERT_FALSE(before("ada", "lost", touch(Deed::overwrite)).refusal.has_value());
  ASSERT_TRUE(at("ada").end_turn("stop").has_value());
  EXPECT_TRUE(overwrite("bob", "two\n"));
}

TEST_F(CoordinatorTest, WaitsInTheHookForACallThatIsAboutToEnd) {
  read("ada");
  ASSERT_FALSE(before("ada", "first", touch(Deed::change)).refusal.has_value());
  bool ended = false;
  before_all_ = [&] {
    if (!ended) after("ada", "first");
    ended = true;
  };
  EXPECT_FALSE(before("bob", "second", touch(Deed::change)).refusal.has_value());
  EXPECT_TRUE(ended);
}

TEST_F(CoordinatorTest, TheRefusedGoesFirstAfterItsNextRead) {
  read("ada");
  read("bob");
  ASSERT_TRUE(overwrite("ada", "two\n"));
  ASSERT_FALSE(overwrite("bob", "old\n"));
  read("bob");
  EXPECT_FALSE(overwrite("ada", "three\n"));
  EXPECT_TRUE(overwrite("bob", "four\n"));
  read("ada");
  EXPECT_TRUE(overwrite("ada", "five\n"));
}

TEST_F(CoordinatorTest, ACallToldTwiceIsOneCallButAStaleOneIsStillRefused) {
  read("ada");
  read("bob");
  EXPECT_FALSE(before("ada", "same", touch(Deed::overwrite)).refusal.has_value());
  EXPECT_FALSE(before("ada", "same", touch(Deed::overwrite)).refusal.has_value());
  dir_.write("r/hot", "by a person\n");
  EXPECT_TRUE(before("ada", "same", touch(Deed::overwrite)).refusal.has_value());
}

TEST_F(CoordinatorTest, AFileNobodyReadIsFreshUnlessItChangedMeanwhile) {
  clock_.set_wall(base::real_clock().wall_ms() + 60'000);
  EXPECT_TRUE(overwrite("ada", "two\n"));
  clock_.set_wall(base::real_clock().wall_ms() - 60'000);
  EXPECT_FALSE(overwrite("bob", "three\n"));
}

TEST_F(CoordinatorTest, WhatOutsidersDidToAnUnreadFileIsANoteToALoneAgent) {
  clock_.set_wall(base::real_clock().wall_ms() - 60'000);
  Touch write = touch(Deed::overwrite);
  write.intended = base::hash128("mine");
  const Clearance clearance = before("ada", "w", write);
  EXPECT_FALSE(clearance.refusal.has_value());
  ASSERT_EQ(clearance.notices.size(), 1U);
  EXPECT_EQ(clearance.notices.front().why, Notice::Why::unread);
}

TEST_F(CoordinatorTest, WhatAPeerDidToAnUnreadFileIsRefusedEvenWhenThePeerIsGone) {
  read("ada");
  ASSERT_FALSE(before("bob", "other", touch(Deed::read, "other")).refusal.has_value());
  ASSERT_TRUE(overwrite("ada", "two\n"));
  ASSERT_TRUE(at("ada").leave("session_end").has_value());
  EXPECT_FALSE(overwrite("bob", "three\n"));
}

TEST_F(CoordinatorTest, TellsOnceWhoChangedWhatWasSeen) {
  read("ada");
  read("bob");
  ASSERT_TRUE(overwrite("ada", "two\n"));
  const auto news = at("bob").drift();
  ASSERT_TRUE(news.has_value());
  ASSERT_EQ(news->size(), 1U);
  EXPECT_EQ(news->front().agent, "claude-1");
  EXPECT_EQ(news->front().path, "hot");
  EXPECT_TRUE(at("bob").drift().value().empty());
  EXPECT_TRUE(at("ada").drift().value().empty());
}

// Fault row E10: the holder slept in the middle of its call until another had the file.
TEST_F(CoordinatorTest, AWriteAfterItsLeaseHadEndedIsToldToBoth) {
  read("ada");
  read("bob");
  Touch write = touch(Deed::overwrite);
  write.intended = base::hash128("late\n");
  ASSERT_FALSE(before("ada", "slow", write).refusal.has_value());
  clock_.advance(lease::Options{}.call_ttl_ms);
  ASSERT_TRUE(overwrite("bob", "two\n"));
  dir_.write("r/hot", "late\n");
  const auto late = at("ada").after_call("slow", {});
  ASSERT_TRUE(late.has_value());
  EXPECT_EQ(*late, Late{"hot"});
  const auto news = at("bob").drift();
  ASSERT_TRUE(news.has_value());
  ASSERT_EQ(news->size(), 1U);
  EXPECT_TRUE(news->front().late);
  EXPECT_FALSE(overwrite("bob", "three\n"));  // what it knew is not there any more
}

// Fault row E7: who slept on its lease hears that it is over, and since when.
TEST_F(CoordinatorTest, WhoSleptOnALeaseIsToldThatItEnded) {
  read("ada");
  ASSERT_FALSE(before("ada", "c", touch(Deed::change, "other")).refusal.has_value());
  after("ada", "c");
  const auto leases = open_local(world_, dir_ / "r/.git/flockgate", {}, 250, {}).value();
  Ask ask;
  ask.agent = "claude-1";
  ask.claims = {
      {{lease::ScopeKind::path, "hot"}, lease::Mode::write}
  };
  const auto fence = leases->ask(ask)->fence;
  clock_.advance(8 * 3'600'000);
  ASSERT_FALSE(before("bob", "b", touch(Deed::change)).refusal.has_value());
  const Clearance late = before("ada", "late", touch(Deed::change));
  ASSERT_TRUE(late.refusal.has_value());
  EXPECT_EQ(late.refusal->reply.obstacles.front().agent, "claude-2");
  ASSERT_TRUE(late.refusal->lost.has_value());
  EXPECT_EQ(late.refusal->lost->fence, fence);
  EXPECT_GT(late.refusal->lost->ago_ms, 7 * 3'600'000);
}

TEST_F(CoordinatorTest, AWriteInTimeIsNoLateOne) {
  read("ada");
  ASSERT_FALSE(before("ada", "w", touch(Deed::overwrite)).refusal.has_value());
  dir_.write("r/hot", "two\n");
  clock_.advance(lease::Options{}.call_ttl_ms - 1);
  EXPECT_TRUE(at("ada").after_call("w", {})->empty());
  ASSERT_FALSE(before("ada", "idle", touch(Deed::overwrite)).refusal.has_value());
  clock_.advance(lease::Options{}.call_ttl_ms);
  EXPECT_TRUE(at("ada").after_call("idle", {})->empty());  // late, but it wrote nothing
}

TEST_F(CoordinatorTest, OldBytesAreDroppedWhenASessionEnds) {
  read("ada");
  ASSERT_TRUE(overwrite("ada", "two\n"));
  const std::string blobs = dir_ / "r/.git/flockgate/blobs";
  ASSERT_EQ(world_.disk.list(blobs)->size(), 2U);
  ASSERT_TRUE(at("ada").leave("session_end").has_value());
  EXPECT_EQ(world_.disk.list(blobs)->size(), 2U);
  clock_.set_wall(base::real_clock().wall_ms() + 8LL * 24 * 3600 * 1000);
  ASSERT_TRUE(at("ada").leave("session_end").has_value());
  EXPECT_TRUE(world_.disk.list(blobs)->empty());
}

TEST_F(CoordinatorTest, SubAgentsOfOneSessionExcludeEachOther) {
  Coordinator one(world_, dir_ / "r/.git/flockgate", dir_ / "r", {"claude", "ada", "x"});
  Coordinator two(world_, dir_ / "r/.git/flockgate", dir_ / "r", {"claude", "ada", "y"});
  ASSERT_FALSE(one.before_call("c1", {touch(Deed::change)}, patience())->refusal.has_value());
  EXPECT_TRUE(two.before_call("c2", {touch(Deed::change)}, patience())->refusal.has_value());
}

}  // namespace
}  // namespace coord
