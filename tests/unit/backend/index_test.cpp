// The index is disposable: whatever happens to its file, the journal's replay is the answer.
#include "coord/backend/index.h"

#include <gtest/gtest.h>

#include "coord/backend/local.h"
#include "coord/lease/scope.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class IndexFile : public ::testing::Test {
 protected:
  IndexFile() {
    auto backend = open();
    const std::string ada = backend->join({"claude", "s1", {}, {}, {}}).value();
    for (const char* path : {"a", "b/", "c/*.md"}) {
      Ask ask;
      ask.agent = ada;
      ask.claims = {
          {lease::parse_scope(path).value(), lease::Mode::write}
      };
      EXPECT_TRUE(backend->ask(ask).value().granted());
    }
    expected_ = leases(*backend);
  }

  std::unique_ptr<Backend> open() {
    auto made = open_local(world_, dir_ / "S", {}, 250);
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
  }

  static std::vector<std::string> leases(Backend& backend) {
    std::vector<std::string> out;
    const Standing standing = backend.standing().value();
    for (const HeldLease& held : standing.leases) {
      out.push_back(std::to_string(held.fence) + " " + lease::to_text(held.claim.scope));
    }
    return out;
  }

  void expect_same_after(const std::string& index_bytes) {
    dir_.write("S/leases.index", index_bytes);
    const std::string journal = dir_.read("S/journal.jsonl");
    EXPECT_EQ(leases(*open()), expected_);
    EXPECT_EQ(dir_.read("S/journal.jsonl"), journal);  // nothing was made of the damage
  }

  support::TempDir dir_;
  support::FakeClock clock_;
  base::Env env_;
  base::World world_{base::real_disk(), clock_, env_};
  std::vector<std::string> expected_;
};

TEST_F(IndexFile, IsMadeAnewWhenItIsGoneEmptyOrNonsense) {
  ASSERT_EQ(expected_.size(), 3U);
  ASSERT_TRUE(world_.disk.remove(dir_ / "S/leases.index").has_value());
  EXPECT_EQ(leases(*open()), expected_);
  expect_same_after("");
  expect_same_after(std::string(100'000, 'x'));
}

TEST_F(IndexFile, AnyDamagedByteNeverChangesTheAnswer) {
  const std::string sound = dir_.read("S/leases.index");
  for (std::size_t at = 0; at < sound.size(); at += at < 512 ? 3 : 4'093) {
    std::string damaged = sound;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    expect_same_after(damaged);
  }
}

TEST_F(IndexFile, AnOddGenerationIsAHalfWrittenOne) {
  std::string half = dir_.read("S/leases.index");
  half[8] = static_cast<char>(half[8] | 1);
  expect_same_after(half);
}

TEST_F(IndexFile, RotationKeepsTheState) {
  const JournalOptions options;
  auto backend = open();
  ASSERT_EQ(leases(*backend), expected_);
  auto journal =
      Journal::open(world_, dir_ / "S/journal.jsonl", with_leases(world_, dir_ / "S", options))
          .value();
  ASSERT_TRUE(journal.compact().has_value());
  ASSERT_TRUE(world_.disk.remove(dir_ / "S/leases.index").has_value());
  EXPECT_EQ(leases(*open()), expected_);
}

TEST_F(IndexFile, DamageInTheJournalStopsGrants) {
  std::string journal = dir_.read("S/journal.jsonl");
  const std::size_t at = journal.find("lease.grant");
  journal[at + 6] = 'G';
  dir_.write("S/journal.jsonl", journal);
  ASSERT_TRUE(world_.disk.remove(dir_ / "S/leases.index").has_value());
  auto backend = open();
  Ask ask;
  ask.agent = "claude-1";
  ask.claims = {
      {{lease::ScopeKind::path, "z"}, lease::Mode::write}
  };
  EXPECT_EQ(backend->ask(ask).error().code, base::Code::corrupt);
  EXPECT_GT(backend->standing().value().damaged_lines, 0U);
}

}  // namespace
}  // namespace coord
