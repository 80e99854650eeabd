// Leases whose holder's process ends, stops, or only looks as if it had.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "coord/base/hash.h"
#include "coord/coordinator_owner.h"
#include "coord/identity/owner.h"
#include "coord/identity/process.h"
#include "tests/support/agent_process.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace {

using coord::ProcessId;
using support::Agent;
using support::Child;
using support::Gate;
using support::HookScene;
using testing::HasSubstr;

base::Disk& disk() {
  return base::real_disk();
}

ProcessId id_of(std::int64_t pid) {
  const auto stat = coord::read_stat(disk(), pid);
  return {pid, stat ? stat->start : 0};
}

// It has read and begun to write.
class Writer : public support::AgentProcess {
 public:
  Writer(const HookScene& scene, const std::string& command)
      : AgentProcess(scene, "ada", [command](Agent& ada) {
          ada.read("src/a.txt");
          ada.read("src/a.txt");  // two hooks prove an owner
          ada.shell(command);
        }) {}
};

base::Millis now() {
  return base::real_clock().boot_ms();
}

TEST(Fault, E2_AProvablyDeadHolderIsReplacedAtOnce) {
  const HookScene scene;
  Writer ada(scene, "echo more >> src/a.txt");
  Agent bob(scene, "bob");
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("[coord.lease]"));
  ada.kill();
  const base::Millis asked = now();
  EXPECT_EQ(bob.shell("echo bob >> src/a.txt").out, "");
  EXPECT_LT(now() - asked, 1'000);
}

// A command of this session's shell.
support::Start command(const HookScene& scene, const std::string& session,
                       std::vector<std::string> words) {
  words.insert(words.begin(), support::built("flockgate-cli"));
  return {
      .argv = words,
      .cwd = scene.repo(),
      .env = {"HOME=" + scene.home(), "PATH=/usr/bin:/bin", "CLAUDE_CODE_SESSION_ID=" + session}
  };
}

TEST(Fault, E2_WhoWaitsIsServedWithinASecondOfTheHoldersDeath) {
  const HookScene scene;
  Agent bob(scene, "bob");
  bob.write("bob.txt", "here\n");
  Writer ada(scene, "echo more >> src/a.txt");
  std::atomic<base::Millis> served = 0;
  std::jthread waiter([&] {
    const auto got =
        support::run(command(scene, "bob", {"lock", "acquire", "src/a.txt", "--wait", "20s"}));
    served = got.code == 0 ? now() : -1;
  });
  const auto waits = [&] {
    return support::run(command(scene, "bob", {"lock", "list", "--json"}))
               .out.find("\"line\":[{") != std::string::npos;
  };
  ASSERT_TRUE(support::until(waits));
  const base::Millis killed = now();
  ada.kill();
  waiter.join();
  EXPECT_GT(served, 0);
  EXPECT_LT(served - killed, 1'000);
}

// Stopped past the end of its lease, the holder meets who has it now at its next write.
TEST(Fault, E10_AStoppedHolderIsRefusedWhenItGoesOn) {
  const HookScene scene;
  Agent bob(scene, "bob");
  bob.write("bob.txt", "here\n");
  Gate held;
  Child ada([&] {
    Agent agent(scene, "ada");
    agent.write("ada.txt", "here\n");
    agent.read("src/a.txt");
    const auto got =
        support::run(command(scene, "ada", {"lock", "acquire", "src/a.txt", "--ttl", "200ms"}));
    held.open();
    ::raise(SIGSTOP);
    const auto late = agent.begin_write("src/a.txt", "late\n");
    const bool refused = late.out.find("claude-1 holds src/a.txt") != std::string::npos;
    return got.code == 0 && refused ? 0 : 1;
  });
  held.pass();
  ada.wait_until_stopped();
  EXPECT_EQ(
      support::run(command(scene, "bob", {"lock", "acquire", "src/a.txt", "--wait", "10s"})).code,
      0);
  ada.send(SIGCONT);
  EXPECT_EQ(ada.wait(), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "alpha\nbeta\n");
}

TEST(Fault, E21_AWriteThroughAnotherNameOfTheFileIsRefused) {
  const HookScene scene;
  std::filesystem::create_hard_link(scene.in_repo("src/a.txt"), scene.in_repo("other.txt"));
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  ada.shell("echo more >> src/a.txt");
  const auto refused = bob.shell("echo bob >> other.txt");
  EXPECT_THAT(refused.out, HasSubstr("writing other.txt now"));
  EXPECT_THAT(refused.out, HasSubstr("claude-1 writes this file under another name"));
  ada.stop();
  EXPECT_EQ(bob.shell("echo bob >> other.txt").out, "");
  bob.stop();
  ASSERT_EQ(support::run(command(scene, "ada", {"lock", "acquire", "other.txt"})).code, 0);
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("[coord.lease]"));
}

TEST(Fault, E21_ALeaseStaysOnTheNameOfAFileThatIsMoved) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.shell("echo more >> src/a.txt");
  EXPECT_THAT(bob.shell("mv src/a.txt src/b.txt").out, HasSubstr("[coord.lease]"));
  EXPECT_THAT(bob.shell("mv README.md src/a.txt").out, HasSubstr("[coord.lease]"));
}

TEST(Fault, E2_AStoppedHolderIsAlive) {
  const HookScene scene;
  Writer ada(scene, "echo more >> src/a.txt");
  ada.stop();
  Agent bob(scene, "bob");
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("[coord.lease]"));
  ada.kill();
}

TEST(Fault, E2_AZombieIsDeadAndAThreadThatRunsOnIsNot) {
  Child zombie([] { return 0; });
  const ProcessId ended = id_of(zombie.pid());
  ASSERT_TRUE(support::until([&] { return coord::is_ended(disk(), ended); }));
  EXPECT_TRUE(coord::read_stat(disk(), zombie.pid()).has_value());  // nobody has waited for it yet
  zombie.wait();
  EXPECT_TRUE(coord::is_ended(disk(), ended));

  Child headless([] {
    std::thread([] {
      for (;;) ::pause();
    }).detach();
    ::syscall(SYS_exit, 0);  // this thread only
    return 0;
  });
  const auto state = [&] {
    const std::string stat =
        base::read_file(disk(), "/proc/" + std::to_string(headless.pid()) + "/task/" +
                                    std::to_string(headless.pid()) + "/stat")
            .value_or("");
    return stat.find(") Z") != std::string::npos;
  };
  ASSERT_TRUE(support::until(state));
  EXPECT_FALSE(coord::is_ended(disk(), id_of(headless.pid())));
}

TEST(Fault, E2_WhatADeadAgentStartedKeepsItsCallUntilItEnds) {
  const HookScene scene;
  pid_t survivor = 0;
  std::array<int, 2> pipe_ends = {-1, -1};
  ASSERT_EQ(::pipe(pipe_ends.data()), 0);
  Child ada([&] {
    Agent agent(scene, "ada");
    agent.read("src/a.txt");
    agent.read("src/a.txt");
    agent.shell("make >> src/a.txt");
    if (::fork() == 0) {
      const pid_t job = ::setsid();
      if (::chdir(scene.repo().c_str()) != 0) return 1;
      if (::write(pipe_ends[1], &job, sizeof job) != sizeof job) return 1;
    }
    for (;;) ::pause();
    return 0;
  });
  ASSERT_EQ(::read(pipe_ends[0], &survivor, sizeof survivor), ssize_t{sizeof survivor});
  ada.send(SIGKILL);
  ada.wait();
  Agent bob(scene, "bob");
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("[coord.lease]"));
  ::kill(survivor, SIGKILL);
  const ProcessId job{survivor, id_of(survivor).start};
  ASSERT_TRUE(support::until([&] { return coord::is_ended(disk(), job); }));
  EXPECT_EQ(bob.shell("echo bob >> src/a.txt").out, "");
}

TEST(Fault, E3_AUsedAgainPidIsNotTheHolder) {
  ProcessId self = id_of(::getpid());
  EXPECT_FALSE(coord::is_ended(disk(), self));
  EXPECT_TRUE(coord::is_same(disk(), self));
  self.start -= 1;  // somebody before us had this pid
  EXPECT_TRUE(coord::is_ended(disk(), self));
  EXPECT_FALSE(coord::is_same(disk(), self));
}

// The process itself, not one that waits for it.
Child waiter_of(const HookScene& scene, const std::string& session) {
  return Child([&] {
    const support::Start start =
        command(scene, session, {"lock", "acquire", "res:db", "--wait", "60s"});
    std::vector<char*> words;
    for (const std::string& word : start.argv) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    std::vector<char*> variables;
    for (const std::string& one : start.env) variables.push_back(const_cast<char*>(one.c_str()));
    variables.push_back(nullptr);
    if (::chdir(start.cwd.c_str()) == 0) ::execve(words[0], words.data(), variables.data());
    return 1;
  });
}

TEST(Fault, E17_AWaiterThatIsKilledIsSkippedAtOnceAndOneThatGivesUpIsNot) {
  const HookScene scene;
  for (const char* name : {"ada", "bob", "cyd"}) {
    Agent agent(scene, name);
    agent.read("src/a.txt");
    agent.write(std::string(name) + ".txt", "here\n");  // two hooks prove an owner
  }
  const auto ask = [&](const std::string& session, const std::string& wait) {
    return support::run(command(scene, session, {"lock", "acquire", "res:db", "--wait", wait}))
        .code;
  };
  const auto release = [&](const std::string& session) {
    return support::run(command(scene, session, {"lock", "release"})).code;
  };
  const auto line = [&] {
    return support::run(command(scene, "ada", {"lock", "list", "--json"}))
               .out.find("\"line\":[{") != std::string::npos;
  };
  ASSERT_EQ(ask("ada", "0s"), 0);
  Child bob = waiter_of(scene, "bob");
  ASSERT_TRUE(support::until(line));
  bob.send(SIGKILL);
  bob.wait();
  ASSERT_EQ(release("ada"), 0);
  EXPECT_EQ(ask("cyd", "0s"), 0);
  EXPECT_EQ(ask("bob", "50ms"), 75);
  ASSERT_EQ(release("cyd"), 0);
  EXPECT_EQ(ask("ada", "0s"), 75);  // bob was told that his place is kept
  EXPECT_EQ(ask("bob", "0s"), 0);
}

TEST(Fault, E2_AJobKeepsWhatItsCallHeldUntilItEnds) {
  const HookScene scene;
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  ada.write("ada.txt", "here\n");  // two hooks prove an owner
  Agent bob(scene, "bob");
  // Its end lies in our hand: it goes on once the file is there.
  const std::string go = scene.dir() / "go";
  ada.run("(until test -e " + go +
          "; do sleep 0.02; done; echo late >> src/a.txt) > /dev/null 2>&1 &");
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("claude-1 has a job that writes"));
  ada.stop();
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("[coord.lease]"));
  EXPECT_EQ(ada.shell("echo ada >> src/a.txt").out, "");  // its own job does not stand in its way
  ada.stop();
  scene.dir().write("go", "");
  const auto is_late = [&] { return scene.dir().read("repo/src/a.txt").ends_with("late\n"); };
  ASSERT_TRUE(support::until(is_late));
  EXPECT_EQ(bob.shell("echo bob >> src/a.txt").out, "");
}

TEST(Fault, E2_ACallWithoutAJobFreesItsFilesAtOnce) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  ada.run("(echo more >> src/a.txt) & wait");
  EXPECT_EQ(bob.shell("echo bob >> src/a.txt").out, "");
}

TEST(Fault, E4_TheEndOfAHookProcessEndsNothing) {
  const HookScene scene;
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  ada.read("src/a.txt");
  ada.shell("echo more >> src/a.txt");  // its hook has ended, its agent has not
  Agent bob(scene, "bob");
  EXPECT_THAT(bob.shell("echo bob >> src/a.txt").out, HasSubstr("[coord.lease]"));
}

// Two looks of one process are one witness: its own wrapper must not become the owner.
TEST(Fault, E4_OneHookAloneProvesNoOwner) {
  const support::TempDir dir;
  support::FakeClock clock;
  base::Env env;
  env.pid = ::getpid();
  base::World world{disk(), clock, env};
  const auto look = [&] {
    auto stamps = coord::Stamps::open(world, dir / "stamps", dir / "none");
    return coord::find_owner(world, stamps.value()).value();
  };
  EXPECT_EQ(look().proven, 0U);
  EXPECT_EQ(look().proven, 0U);
  Child other([&] {
    env.pid = ::getpid();
    return look().pid == ::getppid() ? 1 : 0;  // we stand in its chain, but not in our own
  });
  EXPECT_EQ(other.wait(), 0);
  EXPECT_EQ(look().proven, 1U);
}

// What a namespace's boot clock is ahead; more than any lease lives.
constexpr const char* kAhead = "100000";

support::Start shifted(support::Start start) {
  start.argv.insert(start.argv.begin(), {"/usr/bin/unshare", "-UrT", "--boottime", kAhead});
  return start;
}

base::Millis left_in(const std::string& list) {
  constexpr std::string_view kKey = "\"left_ms\":";
  const std::size_t at = list.find(kKey);
  return at == std::string::npos ? -1 : std::stoll(list.substr(at + kKey.size()));
}

TEST(Fault, E9_TimeNamespacesAreOneClockAndNoProofOfDeath) {
  const auto tried = support::run(shifted({.argv = {"/bin/true"}}));
  if (tried.code != 0) GTEST_SKIP() << "no time namespaces here: " << tried.err;
  const HookScene scene;
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  ada.write("ada.txt", "here\n");  // two hooks prove an owner, whose start looks later from there
  const auto ask = [&](const std::string& session) {
    return command(scene, session, {"lock", "acquire", "res:db", "--ttl", "60s"});
  };
  ASSERT_EQ(support::run(ask("ada")).code, 0);
  const auto refused = support::run(shifted(ask("bob")));
  EXPECT_EQ(refused.code, 75) << refused.out << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("claude-1 holds write res:db"));
  ASSERT_EQ(support::run(command(scene, "ada", {"lock", "release"})).code, 0);
  ASSERT_EQ(support::run(shifted(ask("bob"))).code, 0);
  EXPECT_EQ(support::run(ask("ada")).code, 75);
  const auto left = left_in(support::run(command(scene, "ada", {"lock", "list", "--json"})).out);
  EXPECT_GT(left, 0);
  EXPECT_LE(left, 60'000);
}

TEST(Fault, E5_WhoLivesElsewhereIsNeverDeclaredDead) {
  support::FakeClock clock;
  base::Env env;
  base::World world{disk(), clock, env};
  coord::lease::Owner owner;
  owner.pid = ::getpid();
  owner.start_ticks = id_of(::getpid()).start - 1;
  owner.boot = base::hash64(clock.boot_id());
  owner.namespace_id = coord::namespace_id(disk());
  owner.proven = 1;
  EXPECT_TRUE(coord::is_dead(world, "/", owner, coord::lease::kForever));
  coord::lease::Owner other = owner;
  other.namespace_id += 1;
  EXPECT_FALSE(coord::is_dead(world, "/", other, coord::lease::kForever));
  other = owner;
  other.boot += 1;
  EXPECT_FALSE(coord::is_dead(world, "/", other, coord::lease::kForever));
  other = owner;
  other.proven = 0;
  EXPECT_FALSE(coord::is_dead(world, "/", other, coord::lease::kForever));
}

}  // namespace
