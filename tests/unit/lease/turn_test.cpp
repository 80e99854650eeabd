#include "coord/lease/turn.h"

#include <gtest/gtest.h>

#include "tests/support/lease_world.h"

namespace coord::lease {
namespace {

const Scope kHot{ScopeKind::path, "hot.txt"};

class Turns : public ::testing::Test {
 protected:
  std::uint64_t call(std::size_t agent) {
    Request request{static_cast<std::uint32_t>(agent), Kind::call, {{kHot, Mode::write}}, {}, 0, 0};
    return world_.grant(request, world_.options.call_ttl_ms);
  }
  void refuse(std::size_t agent) {
    world_.wait({static_cast<std::uint32_t>(agent), Kind::call, {{kHot, Mode::write}}, {}, 0, 0});
  }
  void reserve(std::size_t agent) {
    world_.grant(
        {static_cast<std::uint32_t>(agent), Kind::reservation, {{kHot, Mode::write}}, {}, 0, 0},
        world_.options.reservation_ms);
  }
  TurnDecision read(std::uint32_t agent) {
    return before_read(world_.table, agent, kHot, world_.now, world_.options);
  }
  TurnDecision write(std::uint32_t agent) {
    return before_write(world_.table, agent, {kHot}, world_.now, world_.options);
  }

  support::LeaseWorld world_{3};
};

TEST_F(Turns, OneAloneNeverWaits) {
  EXPECT_EQ(read(0).turn, Turn::go);
  EXPECT_EQ(write(0).turn, Turn::go);
  call(0);
  EXPECT_EQ(read(0).turn, Turn::go);
  EXPECT_EQ(write(0).turn, Turn::go);
}

TEST_F(Turns, AWriteInFlightHoldsOthersAndTellsPlainReaders) {
  call(0);
  EXPECT_EQ(write(1).turn, Turn::wait);
  EXPECT_EQ(read(1).turn, Turn::note);
}

TEST_F(Turns, TheRefusedOneIsArmedAtItsNextRead) {
  const auto fence = call(0);
  refuse(1);
  EXPECT_EQ(read(1).turn, Turn::wait);
  world_.end(0, fence);
  EXPECT_EQ(read(1).turn, Turn::reserve);
  reserve(1);
  EXPECT_EQ(write(0).turn, Turn::wait);
  EXPECT_EQ(write(1).turn, Turn::go);
  EXPECT_EQ(read(2).turn, Turn::go);  // a reservation stops no plain reader
}

TEST_F(Turns, TheOldestWhoIsStillThereIsFirst) {
  refuse(1);
  refuse(2);
  EXPECT_EQ(read(2).turn, Turn::wait);
  world_.now += world_.options.seen_ms;  // nobody was seen: who comes is first
  EXPECT_EQ(read(2).turn, Turn::reserve);
}

TEST_F(Turns, AnAgedTicketKeepsItsPlaceThroughAMinuteOfSilence) {
  refuse(1);
  world_.now += world_.options.aged_ms + 1;
  refuse(1);  // seen again
  refuse(2);
  world_.now += world_.options.seen_ms + 1;
  EXPECT_EQ(read(2).turn, Turn::wait);
  world_.now += world_.options.seen_ms;
  EXPECT_EQ(read(2).turn, Turn::reserve);
}

TEST_F(Turns, AReservationEndsByItself) {
  reserve(1);
  EXPECT_EQ(write(0).turn, Turn::wait);
  world_.now += world_.options.reservation_ms;
  EXPECT_EQ(write(0).turn, Turn::go);
}

TEST_F(Turns, TicketsAreForgottenAndCounted) {
  refuse(1);
  refuse(1);
  refuse(2);
  EXPECT_EQ(who_wants(world_.table, kHot, world_.now, world_.options).size(), 2U);
  EXPECT_EQ(call_ticket(world_.table, 1, kHot)->refusals, 2U);
  world_.now += world_.options.ticket_life_ms;
  EXPECT_TRUE(who_wants(world_.table, kHot, world_.now, world_.options).empty());
}

}  // namespace
}  // namespace coord::lease
