#include "hooks/cli/installer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace {

using hooks::cli::Change;
using hooks::cli::Site;

constexpr std::string_view kBefore = "{\n  \"model\": \"x\" // mine\n}\n";

class Installer : public testing::Test {
 protected:
  Site site(std::string_view file = "claude/settings.json") const {
    return {hooks::find_platform("claude-code"), false, home_ / file, home_ / "state"};
  }

  base::Result<Change> plan(const Site& where, std::string program = "/opt/flockgate") {
    return hooks::cli::plan_install(where, {where.platform, std::move(program)}, world_);
  }

  void put_in(const Site& where, std::string program = "/opt/flockgate") {
    const auto change = plan(where, std::move(program));
    ASSERT_TRUE(change) << base::to_text(change.error());
    const auto done = hooks::cli::install(*change, world_);
    ASSERT_TRUE(done) << base::to_text(done.error());
  }

  // Whether the bytes from before came back.
  bool take_out(const Site& where) {
    const auto change = hooks::cli::plan_uninstall(where, world_);
    EXPECT_TRUE(change) << base::to_text(change.error());
    EXPECT_TRUE(change && hooks::cli::uninstall(*change, world_));
    return change && change->exact;
  }

  std::string settings() const { return home_.read("claude/settings.json"); }

  support::TempDir home_;
  support::FakeClock clock_;
  base::Env env_ = base::read_env();
  base::World world_{base::real_disk(), clock_, env_};
};

TEST_F(Installer, KeepsTheFileFromBeforeBesideIt) {
  home_.write("claude/settings.json", kBefore);
  put_in(site());
  EXPECT_EQ(home_.read("claude/settings.json.before-flockgate"), kBefore);
  EXPECT_NE(settings(), kBefore);
}

TEST_F(Installer, MissingFileIsMadeAndGoesAgain) {
  put_in(site());
  EXPECT_NE(settings().find("/opt/flockgate"), std::string::npos);
  EXPECT_FALSE(home_.has("claude/settings.json.before-flockgate"));
  EXPECT_TRUE(take_out(site()));
  EXPECT_FALSE(home_.has("claude/settings.json"));
}

TEST_F(Installer, EmptyFileIsEmptyAgain) {
  home_.write("claude/settings.json", "");
  put_in(site());
  EXPECT_TRUE(take_out(site()));
  EXPECT_TRUE(home_.has("claude/settings.json"));
  EXPECT_EQ(settings(), "");
}

TEST_F(Installer, ModeStays) {
  home_.write("claude/settings.json", kBefore);
  ASSERT_TRUE(world_.disk.set_mode(home_ / "claude/settings.json", 0640));
  put_in(site());
  EXPECT_EQ(world_.disk.info(home_ / "claude/settings.json")->mode, 0640u);
  take_out(site());
  EXPECT_EQ(world_.disk.info(home_ / "claude/settings.json")->mode, 0640u);
}

TEST_F(Installer, LaterChangesOfOthersStay) {
  home_.write("claude/settings.json", kBefore);
  put_in(site());
  std::string changed = settings();
  changed.replace(changed.find("\"x\""), 3, "\"y\"");
  home_.write("claude/settings.json", changed);
  EXPECT_FALSE(take_out(site()));
  EXPECT_EQ(settings(), "{\n  \"model\": \"y\" // mine\n}\n");
}

TEST_F(Installer, MovedProgramKeepsTheFirstBackup) {
  home_.write("claude/settings.json", kBefore);
  put_in(site(), "/old/flockgate");
  put_in(site(), "/new/flockgate");
  EXPECT_EQ(settings().find("/old/"), std::string::npos);
  EXPECT_EQ(home_.read("claude/settings.json.before-flockgate"), kBefore);
  EXPECT_TRUE(take_out(site()));
  EXPECT_EQ(settings(), kBefore);
}

TEST_F(Installer, TamperedBackupIsNotBelieved) {
  home_.write("claude/settings.json", kBefore);
  put_in(site());
  home_.write("claude/settings.json.before-flockgate", R"({"permissions":"all"})");
  EXPECT_FALSE(take_out(site()));
  EXPECT_EQ(settings(), kBefore);
}

TEST_F(Installer, LostRecordStillTakesOurEntriesOut) {
  home_.write("claude/settings.json", kBefore);
  put_in(site());
  ASSERT_TRUE(world_.disk.remove(home_ / "state/installed.json"));
  EXPECT_FALSE(take_out(site()));
  EXPECT_EQ(settings(), kBefore);
}

TEST_F(Installer, LinkedSettingsAreChangedWhereTheyAre) {
  home_.write("dotfiles/claude.json", kBefore);
  home_.write("claude/other", "");
  ASSERT_EQ(
      symlink((home_ / "dotfiles/claude.json").c_str(), (home_ / "claude/settings.json").c_str()),
      0);
  put_in(site());
  EXPECT_TRUE(world_.disk.read_link(home_ / "claude/settings.json"));
  EXPECT_NE(home_.read("dotfiles/claude.json"), kBefore);
  EXPECT_TRUE(take_out(site()));
  EXPECT_EQ(home_.read("dotfiles/claude.json"), kBefore);
}

TEST_F(Installer, BrokenSettingsAreNamedAndLeftAlone) {
  home_.write("claude/settings.json", "{\n  \"a\": 1,\n}\n");
  const auto change = plan(site());
  ASSERT_FALSE(change);
  EXPECT_EQ(change.error().where, home_ / "claude/settings.json: line 3, column 1");
  EXPECT_FALSE(home_.has("state"));
}

TEST_F(Installer, ReadOnlySettingsAreLeftAlone) {
  home_.write("claude/settings.json", kBefore);
  ASSERT_TRUE(world_.disk.set_mode(home_ / "claude/settings.json", 0444));
  const auto change = plan(site());
  ASSERT_FALSE(change);
  EXPECT_EQ(change.error().code, base::Code::denied);
}

TEST_F(Installer, FolderInPlaceOfSettingsIsRefused) {
  home_.write("claude/settings.json/x", "");
  EXPECT_FALSE(plan(site()));
}

TEST_F(Installer, PlanningWritesNothing) {
  home_.write("claude/settings.json", kBefore);
  ASSERT_TRUE(plan(site()));
  EXPECT_EQ(settings(), kBefore);
  EXPECT_FALSE(home_.has("state"));
}

TEST_F(Installer, UninstallWithoutInstallChangesNothing) {
  home_.write("claude/settings.json", kBefore);
  const auto change = hooks::cli::plan_uninstall(site(), world_);
  ASSERT_TRUE(change);
  EXPECT_FALSE(change->changes());
}

}  // namespace
