#include "coord/base/env.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "coord/base/disk.h"
#include "tests/support/temp_dir.h"

namespace base {
namespace {

// Sets or unsets variables for one test.
class EnvTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "CI", "NO_COLOR"}) {
      const char* value = ::getenv(name);
      if (value != nullptr) saved_.emplace_back(name, value);
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "CI", "NO_COLOR"}) {
      ::unsetenv(name);
    }
    for (const auto& [name, value] : saved_) set(name, value);
  }
  static void set(const std::string& name, const std::string& value) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }

 private:
  std::vector<std::pair<std::string, std::string>> saved_;
};

class EnvFault : public EnvTest {};

TEST_F(EnvTest, FoldersFollowHome) {
  set("HOME", "/h/me/");
  const Env env = read_env();
  EXPECT_EQ(env.home, "/h/me");
  EXPECT_EQ(env.config_home, "/h/me/.config");
  EXPECT_EQ(env.state_home, "/h/me/.local/state");
}

TEST_F(EnvTest, XdgFoldersWinWhenAbsolute) {
  set("HOME", "/h");
  set("XDG_CONFIG_HOME", "/etc/xdg");
  set("XDG_STATE_HOME", "relative/state");
  const Env env = read_env();
  EXPECT_EQ(env.config_home, "/etc/xdg");
  EXPECT_EQ(env.state_home, "/h/.local/state");
}

TEST_F(EnvFault, P10_RelativeOrMissingHomeIsThePasswordFiles) {
  const std::string from_password_file = read_env().home;
  set("HOME", "not/absolute");
  EXPECT_EQ(read_env().home, from_password_file);
  EXPECT_TRUE(from_password_file.empty() || from_password_file[0] == '/');
}

TEST_F(EnvFault, P10_HugeHomeIsTakenAsItIs) {
  set("HOME", "/" + std::string(100'000, 'x'));
  EXPECT_EQ(read_env().home.size(), 100'001U);
}

TEST_F(EnvFault, P10_DeletedCwdIsEmpty) {
  std::array<char, 4096> before = {};
  ASSERT_NE(::getcwd(before.data(), before.size()), nullptr);
  {
    const support::TempDir dir;
    ASSERT_EQ(::chdir(dir.path().c_str()), 0);
    EXPECT_EQ(read_env().cwd, dir.path());
  }
  const std::string cwd = read_env().cwd;
  ASSERT_EQ(::chdir(before.data()), 0);
  EXPECT_EQ(cwd, "");
}

TEST_F(EnvTest, SwitchesAreExact) {
  set("CI", "1");
  set("NO_COLOR", "");
  EXPECT_FALSE(read_env().ci);
  EXPECT_FALSE(read_env().no_color);
  set("CI", "true");
  set("NO_COLOR", "0");
  EXPECT_TRUE(read_env().ci);
  EXPECT_TRUE(read_env().no_color);
}

TEST_F(EnvTest, KnowsTheProcess) {
  const Env env = read_env();
  EXPECT_EQ(env.pid, ::getpid());
  EXPECT_EQ(env.uid, ::getuid());
  if (env.self.empty()) GTEST_SKIP() << "this system does not tell the path of the program";
  EXPECT_TRUE(real_disk().info(env.self));
}

}  // namespace
}  // namespace base
