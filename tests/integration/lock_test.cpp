// Leases by name, through the real programs: lock, with, join, status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "coord/base/clock.h"
#include "tests/support/agent.h"
#include "tests/support/child.h"

namespace {

using nlohmann::json;
using support::Agent;
using support::Child;
using support::Ended;
using support::Gate;
using support::HookScene;
using testing::HasSubstr;

constexpr int kBusy = 75;

class Lock : public testing::Test {
 protected:
  // A command of this session's shell.
  Ended run(const std::string& session, std::vector<std::string> words) const {
    words.insert(words.begin(), support::built("flockgate-cli"));
    return support::run({
        .argv = words,
        .cwd = scene_.repo(),
        .env = {"HOME=" + scene_.home(), "PATH=/usr/bin:/bin",
                "CLAUDE_CODE_SESSION_ID=" + session}
    });
  }
  json status() const { return json::parse(run("ada", {"status", "--json"}).out); }
  void meet() const {
    for (const char* name : {"ada", "bob"}) {
      Agent agent(scene_, name);
      agent.read("src/a.txt");
      agent.write("src/" + std::string(name) + ".txt", "x\n");
    }
  }

  HookScene scene_;
};

TEST_F(Lock, WhatOneAgentHoldsStopsTheOtherAndNotItself) {
  meet();
  const Ended got = run("ada", {"lock", "acquire", "src/a.txt", "--ttl", "60s"});
  EXPECT_EQ(got.code, 0) << got.err;
  Agent ada(scene_, "ada");
  Agent bob(scene_, "bob");
  EXPECT_THAT(bob.shell("echo b >> src/a.txt").out, HasSubstr("claude-1 holds src/a.txt"));
  EXPECT_EQ(ada.shell("echo a >> src/a.txt").out, "");
  EXPECT_EQ(run("bob", {"lock", "release", got.out.substr(0, got.out.size() - 1)}).code, 77);
  EXPECT_EQ(run("ada", {"lock", "release"}).code, 0);
}

TEST_F(Lock, ARefusedRequestSaysWhoAndKeepsItsPlace) {
  meet();
  ASSERT_EQ(run("ada", {"lock", "acquire", "src/"}).code, 0);
  const Ended refused = run("bob", {"lock", "acquire", "src/a.txt", "--json"});
  EXPECT_EQ(refused.code, kBusy);
  const json told = json::parse(refused.out);
  EXPECT_FALSE(told["granted"]);
  EXPECT_EQ(told["obstacles"][0]["agent"], "claude-1");
  EXPECT_EQ(status()["line"][0]["agent"], "claude-2");
  ASSERT_EQ(run("ada", {"lock", "release"}).code, 0);
  // Nobody overtakes who waits; the place is for who took it.
  EXPECT_EQ(run("ada", {"lock", "acquire", "src/a.txt"}).code, kBusy);
  EXPECT_EQ(run("bob", {"lock", "acquire", "src/a.txt"}).code, 0);
}

TEST_F(Lock, AWaiterIsServedWhenTheHolderReleases) {
  meet();
  ASSERT_EQ(run("ada", {"lock", "acquire", "src/a.txt"}).code, 0);
  Child waiter([&] { return run("bob", {"lock", "acquire", "src/a.txt", "--wait", "20s"}).code; });
  ASSERT_TRUE(support::until([&] { return !status()["line"].empty(); }));
  ASSERT_EQ(run("ada", {"lock", "release"}).code, 0);
  EXPECT_EQ(waiter.wait(), 0);
  EXPECT_EQ(status()["leases"][0]["agent"], "claude-2");
}

TEST_F(Lock, TwoWhoWouldWaitForEachOtherAreToldInOneCall) {
  meet();
  ASSERT_EQ(run("ada", {"lock", "acquire", "src/a.txt"}).code, 0);
  ASSERT_EQ(run("bob", {"lock", "acquire", "src/b.txt"}).code, 0);
  ASSERT_EQ(run("ada", {"lock", "acquire", "src/b.txt"}).code, kBusy);
  const base::Millis asked = base::real_clock().boot_ms();
  const Ended refused = run("bob", {"lock", "acquire", "src/a.txt", "--wait", "30s"});
  EXPECT_EQ(refused.code, kBusy);
  EXPECT_THAT(refused.err, HasSubstr("wait for each other"));
  EXPECT_LT(base::real_clock().boot_ms() - asked, 5'000);
}

// An agent that is a process of its own, whose very first call is a command of ours. Nothing in its
// environment names it, as with some clients.
int first_call_is_a_lock(const HookScene& scene, const std::string& session) {
  Agent agent(scene, session);
  agent.shell("flockgate lock acquire res:db");
  ::setsid();  // clients run each command as a job of its own
  return support::run({
                          .argv = {support::built("flockgate-cli"), "lock", "acquire", "res:db"},
                          .cwd = scene.repo(),
                          .env = {"HOME=" + scene.home(),                       "PATH=/usr/bin:/bin"                            }
  })
      .code;
}

TEST_F(Lock, WhatAnAgentAsksForInItsFirstCallIsItsOwn) {
  Gate asked;
  Child ada([&] {
    const int code = first_call_is_a_lock(scene_, "ada");
    asked.open();
    ::pause();
    return code;
  });
  asked.pass();
  ASSERT_EQ(status()["leases"].size(), 1U) << status();
  EXPECT_EQ(status()["leases"][0]["agent"], "claude-1");
  Child bob([&] { return first_call_is_a_lock(scene_, "bob"); });
  EXPECT_EQ(bob.wait(), kBusy);
}

TEST_F(Lock, WhoNoHookHasToldOfIsWhoTheEnvironmentNames) {
  ASSERT_EQ(run("ada", {"lock", "acquire", "res:db"}).code, 0);
  EXPECT_EQ(run("bob", {"lock", "acquire", "res:db"}).code, kBusy);
  EXPECT_EQ(status()["leases"][0]["agent"], "claude-1");
  Agent ada(scene_, "ada");
  EXPECT_EQ(ada.write("src/ada.txt", "x\n").out, "");  // from here on its process is known
  EXPECT_EQ(status()["leases"].size(), 1U) << status();
}

TEST_F(Lock, ModesFoldersResourcesAndHandingOver) {
  meet();
  EXPECT_EQ(run("ada", {"lock", "acquire", "src/", "--mode", "read"}).code, 0);
  EXPECT_EQ(run("bob", {"lock", "acquire", "src/a.txt", "--mode", "read"}).code, 0);
  EXPECT_EQ(run("ada", {"lock", "release"}).code, 0);
  EXPECT_EQ(run("bob", {"lock", "release"}).code, 0);
  const Ended git = run("ada", {"lock", "acquire", "res:git"});
  ASSERT_EQ(git.code, 0);
  const std::string fence = git.out.substr(0, git.out.size() - 1);
  EXPECT_EQ(run("bob", {"lock", "handoff", fence, "claude-1"}).code, 77);
  EXPECT_EQ(run("ada", {"lock", "handoff", fence, "claude-2"}).code, 0);
  EXPECT_EQ(run("ada", {"lock", "renew", fence}).code, 77);
  EXPECT_EQ(status()["leases"][0]["agent"], "claude-2");
  EXPECT_EQ(run("ada", {"lock", "break", fence, "--reason", "x"}).code, 77);  // for people
}

TEST_F(Lock, WordsThatAreWrongAreNamed) {
  EXPECT_EQ(run("ada", {"lock", "acquire"}).code, 64);
  EXPECT_EQ(run("ada", {"lock", "acquire", "a", "--mode", "shared"}).code, 64);
  EXPECT_EQ(run("ada", {"lock", "acquire", "a", "--ttl", "soon"}).code, 64);
  EXPECT_EQ(run("ada", {"lock", "acquire", "../outside"}).code, 64);
  EXPECT_EQ(run("ada", {"lock", "take", "a"}).code, 64);
  EXPECT_EQ(run("ada", {"lock", "renew", "nothing"}).code, 64);
}

TEST_F(Lock, StatusFitsEightyColumnsAndSaysWhoYouAre) {
  meet();
  run("ada", {"join", "--task", std::string(100, 't')});
  run("ada", {"lock", "acquire", "src/" + std::string(120, 'n') + "/*.c"});
  const std::string text = run("ada", {"status"}).out;
  EXPECT_THAT(text, HasSubstr("claude-1 (you)"));
  EXPECT_THAT(text, HasSubstr("claude-2 "));
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos;
       begin = end + 1, end = text.find('\n', begin)) {
    const std::string line = text.substr(begin, end - begin);
    const bool ours = line.starts_with("lease") || line.starts_with("agent");
    EXPECT_TRUE(!ours || line.size() <= 80) << line;
  }
  EXPECT_EQ(run("ada", {"status", "--write", scene_.in_repo("status.json")}).code, 0);
  EXPECT_EQ(json::parse(scene_.dir().read("repo/status.json"))["you"], "claude-1");
  EXPECT_THAT(run("ada", {"status", "--metrics"}).out, HasSubstr("flockgate_grants_total "));
}

// What a refusal offers is allowed, waits, and helps.
TEST_F(Lock, TheCommandOfARefusalReallyWorks) {
  meet();
  Agent ada(scene_, "ada");
  Agent bob(scene_, "bob");
  ada.shell("echo a >> 'src/odd name.txt'");
  const std::string refused = bob.shell("echo b >> 'src/odd name.txt'").out;
  const std::size_t begin = refused.find('`') + 1;
  const std::string command = refused.substr(begin, refused.find('`', begin) - begin);
  ASSERT_THAT(command, HasSubstr("flockgate lock acquire 'src/odd name.txt'"));
  EXPECT_EQ(bob.shell(command).out, "");
  Child waiter([&] {
    const std::string bin = support::built("flockgate-cli");
    return support::run({
                            .argv = {"/bin/sh",              "-c",                               command},
                            .cwd = scene_.repo(),
                            .env = { "HOME=" + scene_.home(),
                                     "PATH=" + bin.substr(0, bin.rfind('/')) + ":/usr/bin:/bin",
                                     "CLAUDE_CODE_SESSION_ID=bob"}
    })
        .code;
  });
  ASSERT_TRUE(support::until([&] { return status()["line"].size() > 1; }));
  ada.stop();
  EXPECT_EQ(waiter.wait(), 0);
  EXPECT_EQ(bob.shell("echo b >> 'src/odd name.txt'").out, "");
}

// A new segment begins with what is held; nothing is forgotten, whoever rotates.
TEST_F(Lock, CompactionForgetsNothing) {
  meet();
  const Ended got = run("ada", {"lock", "acquire", "src/a.txt", "res:git"});
  ASSERT_EQ(run("bob", {"lock", "acquire", "src/"}).code, kBusy);
  const auto held = [&] {
    json now = status();
    for (const char* part : {"agents", "leases", "line"}) {
      for (json& one : now[part]) {
        for (const char* changing : {"age_ms", "left_ms", "idle_ms"}) one.erase(changing);
      }
    }
    return json{now["agents"], now["leases"], now["line"]};
  };
  const json before = held();
  ASSERT_EQ(before[1].size(), 2U);
  ASSERT_EQ(before[2].size(), 1U);
  ASSERT_EQ(run("ada", {"journal", "compact"}).code, 0);
  EXPECT_EQ(held(), before);
  ASSERT_EQ(std::remove(scene_.in_repo(".git/flockgate/leases.index").c_str()), 0);
  EXPECT_EQ(held(), before);
  EXPECT_EQ(run("ada", {"lock", "renew", got.out.substr(0, got.out.size() - 1)}).code, 0);
  EXPECT_EQ(run("ada", {"journal", "check", "--all"}).code, 0);
}

using With = Lock;

TEST_F(With, HoldsWhileTheCommandRunsAndGivesItsExitCode) {
  meet();
  const Ended ended = run("ada", {"with", "--write", "src/", "--resource", "git", "--", "/bin/sh",
                                  "-c", "echo out; exit 7"});
  EXPECT_EQ(ended.code, 7);
  EXPECT_EQ(ended.out, "out\n");
  EXPECT_TRUE(status()["leases"].empty());
  ASSERT_EQ(run("bob", {"lock", "acquire", "src/a.txt"}).code, 0);
  const Ended busy =
      run("ada", {"with", "--write", "src/", "--wait", "100ms", "--", "echo", "ran"});
  EXPECT_EQ(busy.code, kBusy);
  EXPECT_EQ(busy.out, "");
  EXPECT_THAT(busy.err, HasSubstr("claude-2 holds"));
  EXPECT_EQ(run("ada", {"with", "--write", "x"}).code, 64);
  EXPECT_EQ(run("ada", {"with", "--write", "x", "--", "no-such-program"}).code, 1);
}

}  // namespace
