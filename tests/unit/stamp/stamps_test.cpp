#include "coord/stamp/stamps.h"

#include <gtest/gtest.h>

#include "coord/stamp/blobs.h"
#include "coord/stamp/content.h"
#include "coord/stamp/edits.h"
#include "coord/stamp/in_flight.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class StampsTest : public ::testing::Test {
 protected:
  Stamps open() {
    auto stamps = Stamps::open(world_, path_, path_ + ".none");
    EXPECT_TRUE(stamps.has_value()) << base::to_text(stamps.error());
    return *std::move(stamps);
  }
  static Stamp stamp(std::uint64_t number) {
    return {
        {number, number + 1},
        {7,      number    }
    };
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  std::string path_ = dir_ / "S/stamps/a";
};

TEST_F(StampsTest, TheLastStampOfAPathCountsAndOutlivesTheProcess) {
  Stamps stamps = open();
  EXPECT_FALSE(stamps.find("/r/a").has_value());
  ASSERT_TRUE(stamps.put("/r/a", stamp(1)).has_value());
  ASSERT_TRUE(stamps.put("/r/b", stamp(2)).has_value());
  ASSERT_TRUE(stamps.put("/r/a", stamp(3)).has_value());
  EXPECT_EQ(stamps.find("/r/a"), stamp(3));
  EXPECT_EQ(open().find("/r/a"), stamp(3));
  EXPECT_EQ(open().find("/r/b"), stamp(2));
}

TEST_F(StampsTest, TwoHooksOfOneAgentLoseNothing) {
  Stamps one = open();
  Stamps other = open();
  ASSERT_TRUE(one.put("/r/a", stamp(1)).has_value());
  ASSERT_TRUE(other.put("/r/b", stamp(2)).has_value());
  EXPECT_EQ(open().find("/r/a"), stamp(1));
  EXPECT_EQ(open().find("/r/b"), stamp(2));
}

TEST_F(StampsTest, BirthIsTheFirstOpening) {
  const std::int64_t born = open().born_ns();
  clock_.advance(60'000);
  EXPECT_EQ(open().born_ns(), born);
  EXPECT_EQ(born, (clock_.wall_ms() - 60'000) * 1'000'000);
}

TEST_F(StampsTest, ACutOrSpoiledSlotIsNoStampAndHidesNoOther) {
  ASSERT_TRUE(open().put("/r/a", stamp(1)).has_value());
  ASSERT_TRUE(open().put("/r/b", stamp(2)).has_value());
  std::string bytes = dir_.read("S/stamps/a");
  const base::Hash128 key = base::hash128("/r/b");
  const std::size_t at = bytes.find({reinterpret_cast<const char*>(&key), sizeof key});
  ASSERT_NE(at, std::string::npos);
  bytes[at + 24] ^= 1;
  dir_.write("S/stamps/a", bytes + "torn");
  EXPECT_FALSE(open().find("/r/b").has_value());
  EXPECT_EQ(open().find("/r/a"), stamp(1));
  ASSERT_TRUE(open().put("/r/b", stamp(3)).has_value());
  EXPECT_EQ(open().find("/r/b"), stamp(3));
  dir_.write("S/stamps/a", bytes.substr(0, 100));
  EXPECT_FALSE(open().find("/r/a").has_value());
  ASSERT_TRUE(open().put("/r/a", stamp(4)).has_value());
  EXPECT_EQ(open().find("/r/a"), stamp(4));
}

TEST_F(StampsTest, AFullTableForgetsTheOldestOnly) {
  Stamps stamps = open();
  const std::int64_t born = stamps.born_ns();
  ASSERT_TRUE(stamps.set_told({9, 99}).has_value());
  ASSERT_TRUE(stamps.put_note(60, stamp(7)).has_value());
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    if (i % 1000 == 0) clock_.advance(1000);
    ASSERT_TRUE(stamps.put("/r/" + std::to_string(i), stamp(i)).has_value());
  }
  const Stamps full = open();
  EXPECT_EQ(full.born_ns(), born);
  EXPECT_EQ(full.told(), (JournalPlace{9, 99}));
  EXPECT_EQ(full.note(60), stamp(7));
  for (std::uint64_t i = 9000; i < 10'000; ++i) {
    EXPECT_EQ(full.find("/r/" + std::to_string(i)), stamp(i));
  }
  EXPECT_FALSE(full.find("/r/0").has_value());
  EXPECT_LE(dir_.read("S/stamps/a").size(), 64U * (64 + 4096));
}

TEST_F(StampsTest, MarksOfACallAreTakenOnceAndToldTwiceAreOne) {
  InFlight calls(world_, dir_ / "S/in-flight/a");
  const std::vector<Mark> marks = {
      {"/r/a", true,  true,   {1, 2}, {3, 4}, {5, 6}, true},
      {"/r/b", false, true,   {7, 8}, {},     {}    },
      {"/r/c",  true,  true, {7, 8},     {},     {},  false    }
  };
  ASSERT_TRUE(calls.put("c1", {marks.front()}).has_value());
  ASSERT_TRUE(calls.put("c1", marks).has_value());
  EXPECT_EQ(calls.take("c1").value().marks, marks);
  EXPECT_TRUE(calls.take("c1").value().marks.empty());
  ASSERT_TRUE(calls.put("c2", marks).has_value());
  calls.clear();
  EXPECT_TRUE(calls.take("c2").value().marks.empty());
}

TEST_F(StampsTest, BytesBeforeAWriteAreKeptByTheirContentAndChecked) {
  const std::string folder = dir_ / "S/blobs";
  const base::Hash128 hash = base::hash128("before");
  ASSERT_TRUE(keep_blob(world_, folder, hash, "before").has_value());
  ASSERT_TRUE(keep_blob(world_, folder, hash, "before").has_value());
  dir_.write("S/blobs/" + base::to_text(hash), "bef");  // a crash
  EXPECT_FALSE(read_blob(world_, folder, hash));
  ASSERT_TRUE(keep_blob(world_, folder, hash, "before").has_value());
  EXPECT_EQ(read_blob(world_, folder, hash).value(), "before");
  dir_.write("S/blobs/" + base::to_text(hash), "other");
  EXPECT_EQ(read_blob(world_, folder, hash).error().code, base::Code::corrupt);
  clock_.set_wall(base::real_clock().wall_ms() + 8LL * 24 * 3'600'000);
  ASSERT_TRUE(prune_blobs(world_, folder).has_value());
  EXPECT_EQ(read_blob(world_, folder, hash).error().code, base::Code::not_found);
}

TEST_F(StampsTest, AHashOfAFileIsThatOfItsBytes) {
  for (const std::size_t size : {0, 1, 200, 300, 8191, 8192, 8193, 70'000}) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 % 251);
    dir_.write("f", bytes);
    EXPECT_EQ(read_hash(world_.disk, dir_ / "f").value(), base::hash128(bytes)) << size;
    EXPECT_EQ(read_content(world_.disk, dir_ / "f").value().bytes, bytes);
  }
  EXPECT_EQ(read_hash(world_.disk, dir_ / "none").value(), kAbsent);
  dir_.write("long", std::string(kMaxContent + 1, 'x'));
  EXPECT_EQ(read_hash(world_.disk, dir_ / "long").error().code, base::Code::invalid_input);
  EXPECT_EQ(read_content(world_.disk, dir_ / "long").error().code, base::Code::invalid_input);
}

TEST_F(StampsTest, AMissingFileHasAContentOfItsOwn) {
  EXPECT_FALSE(read_content(world_.disk, dir_ / "none").value().is_there());
  dir_.write("empty", "");
  EXPECT_TRUE(read_content(world_.disk, dir_ / "empty").value().is_there());
  EXPECT_FALSE(read_content(world_.disk, dir_.path()).has_value());
}

}  // namespace
}  // namespace coord
