#include "hooks/policy/layers.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hooks/policy/digest.h"
#include "hooks/policy/trust.h"
#include "tests/support/guard_world.h"

namespace {

using guards::Verb;
using support::GuardWorld;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kLoosened = R"({"rules": [{"id": "secrets.dotenv", "paths": ["!.env"]}]})";
constexpr const char* kTightened =
    R"({"rules": [{"id": "team.a", "category": "quality", "tier": "block",
  "stage": "enforce", "on": ["write", "create"], "paths": ["a.txt"], "adr": "a", "why": "w", "instead": "i"}]})";

class PolicyLayers : public testing::Test {
 protected:
  PolicyLayers() { here.write(".env"); }

  std::vector<std::string> read_env() { return here.remarks({here.effect(Verb::read, ".env")}); }
  std::vector<std::string> write_a() { return here.remarks({here.effect(Verb::write, "a.txt")}); }
  hooks::LoadedPolicy load() { return hooks::load_policy(here.world(), here.place()); }
  // Sources older than the racy second, as seen by the test's clock.
  void time_passes() { here.clock().set_wall(4'000'000'000'000); }

  std::vector<std::string> caches() {
    std::vector<std::string> names = here.world().disk.list(here.place().state_dir).value();
    std::erase_if(names, [](const std::string& name) { return !name.ends_with(".cache"); });
    return names;
  }

  GuardWorld here;
};

TEST_F(PolicyLayers, WithoutFilesTheEmbeddedPolicyNeedsNoCache) {
  EXPECT_THAT(load().notes, IsEmpty());
  EXPECT_THAT(caches(), IsEmpty());
}

TEST_F(PolicyLayers, EachLayerCounts) {
  for (const char* name : {".flockgate/policy.json", ".flockgate/policy.local.json",
                           "~/.config/flockgate/policy.json"}) {
    GuardWorld fresh;
    fresh.write(name, kTightened);
    EXPECT_THAT(fresh.remarks({fresh.effect(Verb::write, "a.txt")}), ElementsAre("team.a")) << name;
  }
}

TEST_F(PolicyLayers, CacheIsUsedAndGivesTheSameAnswers) {
  time_passes();
  here.write(".flockgate/policy.json", kTightened);
  EXPECT_THAT(write_a(), ElementsAre("team.a"));
  ASSERT_EQ(caches().size(), 1U);
  const std::string path = here.place().state_dir + "/" + caches()[0];
  const auto before = here.world().disk.info(path);
  EXPECT_THAT(write_a(), ElementsAre("team.a"));
  EXPECT_EQ(here.world().disk.info(path)->id, before->id) << "it was written again";
  EXPECT_EQ(before->mode, 0600U);
}

TEST_F(PolicyLayers, ChangedSourceIsSeenAtOnce) {
  time_passes();
  here.write(".flockgate/policy.json", R"({})");
  EXPECT_THAT(write_a(), IsEmpty());
  here.write(".flockgate/policy.json", kTightened);
  EXPECT_THAT(write_a(), ElementsAre("team.a"));
}

TEST_F(PolicyLayers, SameTickChangeOfTheSameSizeIsSeen) {
  here.clock().set_wall(here.world().disk.info(here.path("README.md"))->changed_ns / 1'000'000);
  const std::string other = [&] {
    std::string text = kTightened;
    text.replace(text.find("a.txt"), 5, "b.txt");
    return text;
  }();
  here.write(".flockgate/policy.json", other);
  EXPECT_THAT(write_a(), IsEmpty());
  const std::string path = here.place().state_dir + "/" + caches()[0];
  const auto before = here.world().disk.info(path);
  EXPECT_THAT(write_a(), IsEmpty());
  EXPECT_NE(here.world().disk.info(path)->id, before->id) << "a racy cache was trusted";
}

TEST_F(PolicyLayers, UntrustedWeakeningIsIgnoredTrustedCounts) {
  time_passes();
  here.write(".flockgate/policy.json", kLoosened);
  EXPECT_THAT(read_env(), ElementsAre("secrets.dotenv"));
  EXPECT_THAT(load().notes, Contains(HasSubstr("not trusted")));
  ASSERT_TRUE(hooks::add_trust(here.world(), hooks::digest(kLoosened),
                               here.path(".flockgate/policy.json")));
  EXPECT_THAT(read_env(), IsEmpty());
  EXPECT_THAT(load().notes, IsEmpty());
  here.write(".flockgate/policy.json", std::string(kLoosened) + " ");
  EXPECT_THAT(read_env(), ElementsAre("secrets.dotenv")) << "other bytes were trusted";
}

TEST_F(PolicyLayers, TrustIsBoundToThePlace) {
  ASSERT_TRUE(hooks::add_trust(here.world(), hooks::digest(kLoosened), "/elsewhere/policy.json"));
  here.write(".flockgate/policy.json", kLoosened);
  EXPECT_THAT(read_env(), ElementsAre("secrets.dotenv"));
}

TEST_F(PolicyLayers, TrustFileThatOthersMayWriteTrustsNothing) {
  here.write(".flockgate/policy.json", kLoosened);
  ASSERT_TRUE(hooks::add_trust(here.world(), hooks::digest(kLoosened),
                               here.path(".flockgate/policy.json")));
  ASSERT_TRUE(here.world().disk.set_mode(hooks::trust_path(here.env()), 0666));
  EXPECT_THAT(read_env(), ElementsAre("secrets.dotenv"));
}

TEST_F(PolicyLayers, DamagedCacheIsRebuiltNotTrusted) {
  time_passes();
  here.write(".flockgate/policy.json", kTightened);
  EXPECT_THAT(write_a(), ElementsAre("team.a"));
  const std::string name = "repo/.git/flockgate/" + caches()[0];
  const std::string good = here.home().read(name);
  for (std::size_t at = 0; at < good.size(); at += 37) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    here.home().write(name, bad);
    EXPECT_THAT(write_a(), ElementsAre("team.a")) << "byte " << at;
    EXPECT_THAT(read_env(), ElementsAre("secrets.dotenv")) << "byte " << at;
  }
  here.home().write(name, "");
  EXPECT_THAT(write_a(), ElementsAre("team.a"));
  EXPECT_EQ(here.home().read(name), good);
}

TEST_F(PolicyLayers, StateFolderThatIsNotThereCostsOnlyTheCache) {
  guards::Place place = here.place();
  place.state_dir = here.path("no/such/folder");
  here.write(".flockgate/policy.json", kTightened);
  const auto policy = hooks::load_policy(here.world(), place);
  EXPECT_FALSE(policy.broken);
  EXPECT_FALSE(here.home().has("repo/no"));
}

TEST_F(PolicyLayers, WorktreesOfOneRepositoryDoNotShareAFile) {
  time_passes();
  here.write(".flockgate/policy.json", kTightened);
  here.write("~/second/.flockgate/policy.json", "{}");
  guards::Place second = here.place();
  second.root = here.home() / "second";
  load();
  hooks::load_policy(here.world(), second);
  EXPECT_EQ(caches().size(), 2U);
}

}  // namespace
