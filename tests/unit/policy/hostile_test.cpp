// Policy files that are broken or were put there to harm: left out, said, and the floors hold.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hooks/policy/source.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/guard_world.h"

namespace {

using guards::Verb;
using support::GuardWorld;
using testing::ElementsAre;
using testing::HasSubstr;

class HostilePolicy : public testing::Test {
 protected:
  HostilePolicy() { here.write(".env"); }

  // Left out as a whole, with a note that says why.
  void expect_left_out(const std::string& why) {
    const hooks::LoadedPolicy policy = hooks::load_policy(here.world(), here.place());
    EXPECT_TRUE(policy.broken);
    ASSERT_FALSE(policy.notes.empty());
    EXPECT_THAT(policy.notes.back(), HasSubstr(why));
    EXPECT_LE(policy.notes.back().size(), 420U);
    EXPECT_THAT(here.remarks({here.effect(Verb::read, ".env")}), ElementsAre("secrets.dotenv"));
    EXPECT_THAT(here.remarks({here.effect(Verb::write, ".flockgate/policy.json")}),
                ElementsAre("self.policy"));
  }

  GuardWorld here;
};

TEST_F(HostilePolicy, NotJson) {
  here.write(".flockgate/policy.json", "{ \"rules\": [ ");
  expect_left_out("not JSON");
}

TEST_F(HostilePolicy, Empty) {
  here.write(".flockgate/policy.json", "");
  expect_left_out("not JSON");
}

TEST_F(HostilePolicy, Huge) {
  here.write(".flockgate/policy.json", std::string(hooks::kMaxSourceBytes + 1, ' '));
  expect_left_out("policy.json is left out");
}

TEST_F(HostilePolicy, Deep) {
  here.write(".flockgate/policy.json", std::string(100'000, '['));
  expect_left_out("deep");
}

TEST_F(HostilePolicy, Link) {
  here.write("elsewhere.json", "{}");
  here.write(".flockgate/keep", "");
  ASSERT_EQ(symlink("../elsewhere.json", here.path(".flockgate/policy.json").c_str()), 0);
  expect_left_out("it is a link");
}

TEST_F(HostilePolicy, Folder) {
  here.write(".flockgate/policy.json/x", "");
  expect_left_out("not a regular file");
}

TEST_F(HostilePolicy, Fifo) {
  here.write(".flockgate/keep", "");
  ASSERT_EQ(mkfifo(here.path(".flockgate/policy.json").c_str(), 0600), 0);
  expect_left_out("not a regular file");
}

TEST_F(HostilePolicy, Unreadable) {
  here.write(".flockgate/policy.json", "{}");
  support::FaultyDisk disk(base::real_disk());
  disk.fail(support::DiskCall::open, 1, {base::Code::denied, "permission denied", {}, {}}, 100);
  base::World world{disk, here.clock(), here.env()};
  const hooks::LoadedPolicy policy = hooks::load_policy(world, here.place());
  EXPECT_TRUE(policy.broken);
  EXPECT_THAT(policy.notes.back(), HasSubstr("permission denied"));
}

TEST_F(HostilePolicy, OtherUsersFileTightensButIsNeverTrusted) {
  if (getuid() != 0) GTEST_SKIP() << "only root can give a file away";
  here.write(
      ".flockgate/policy.json",
      R"({"rules": [{"id": "secrets.dotenv", "tier": "warn"}, {"id": "governance.ci", "stage": "warn"}]})");
  ASSERT_EQ(chown(here.path(".flockgate/policy.json").c_str(), 65534, 65534), 0);
  const hooks::LoadedPolicy policy = hooks::load_policy(here.world(), here.place());
  EXPECT_FALSE(policy.broken);
  ASSERT_EQ(policy.notes.size(), 1U);
  EXPECT_THAT(policy.notes[0], HasSubstr("not trusted"));
}

TEST_F(HostilePolicy, ControlBytesInNamesDoNotReachTheNotes) {
  here.write(".flockgate/policy.json",
             R"({"rules": [{"id": "secrets.dotenv", "paths": ["!\u001b[2J\n.env"]}]})");
  const hooks::LoadedPolicy policy = hooks::load_policy(here.world(), here.place());
  ASSERT_EQ(policy.notes.size(), 1U);
  EXPECT_EQ(policy.notes[0].find_first_of("\x1b\n"), std::string::npos);
}

// Whatever call fails while a policy is loaded, floors and secrets hold.
TEST_F(HostilePolicy, NoFailingCallWeakens) {
  here.write(".flockgate/policy.json", "{}");
  for (std::size_t nth = 1; nth <= 60; ++nth) {
    support::FaultyDisk disk(base::real_disk());
    disk.fail(std::nullopt, nth, {base::Code::io, "planned", {}, {}});
    base::World world{disk, here.clock(), here.env()};
    const hooks::LoadedPolicy policy = hooks::load_policy(world, here.place());
    guards::Effects effects;
    effects.list = {here.effect(Verb::read, ".env"),
                    here.effect(Verb::write, ".flockgate/policy.json")};
    const auto findings = guards::judge({}, effects, here.place(), *policy.rules, here.world());
    EXPECT_EQ(findings.size(), 2U) << "call " << nth;
  }
}

}  // namespace
