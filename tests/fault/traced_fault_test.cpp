// Fault rows that need a system call to lie: the shipped programs under strace(1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "coord/base/text.h"
#include "tests/support/hook_scene.h"

namespace {

using support::Client;
using support::clients;
using support::Ended;
using support::HookScene;
using support::Start;
using testing::HasSubstr;

// `start`, with strace injecting `what` ("flock:retval=0") into it.
Start under_strace(Start start, const std::string& what) {
  const std::string call = what.substr(0, what.find(':'));
  std::vector<std::string> argv = {"/usr/bin/strace", "-f", "-qq", "-o", "/dev/null"};
  argv.insert(argv.end(), {"-e", "trace=" + call, "-e", "inject=" + what});
  argv.insert(argv.end(), start.argv.begin(), start.argv.end());
  start.argv = std::move(argv);
  return start;
}

class Fault : public testing::Test {
 protected:
  void SetUp() override {
    const Ended tried = support::run(under_strace({.argv = {"/bin/true"}}, "flock:retval=0"));
    if (tried.code != 0) GTEST_SKIP() << "strace cannot trace here: " << tried.err;
  }

  Start verb(std::vector<std::string> words) const {
    words.insert(words.begin(), support::built("flockgate"));
    return {.argv = std::move(words), .cwd = scene_.repo(), .env = {"HOME=" + scene_.home()}};
  }

  HookScene scene_;
};

TEST_F(Fault, L10_AFileSystemThatGrantsEveryLockIsFoundByTheProbe) {
  ASSERT_EQ(support::run(verb({"journal", "append", "note", "{}"})).code, 0);
  const Ended honest = support::run(verb({"doctor"}));
  EXPECT_THAT(honest.out, HasSubstr("ok    locks: a second process was refused"));
  const Ended lying = support::run(under_strace(verb({"doctor"}), "flock:retval=0"));
  EXPECT_THAT(lying.out, HasSubstr("bad   locks: "));
  EXPECT_THAT(lying.out, HasSubstr("two processes were given the same lock"));
  EXPECT_EQ(lying.code, 1);
}

TEST_F(Fault, L9_AMissingLockCallIsToldAndNothingIsWritten) {
  const Ended refused =
      support::run(under_strace(verb({"journal", "append", "note", "{}"}), "flock:error=ENOLCK"));
  EXPECT_NE(refused.code, 0);
  EXPECT_THAT(refused.err, HasSubstr("local disk"));
  EXPECT_THAT(scene_.dir().read("repo/.git/flockgate/journal.jsonl"), testing::IsEmpty());
}

// The tracer holds the call for longer than our net waits; what the net wrote is what counts.
TEST_F(Fault, P14_ADiskThatHangsIsAnsweredByOurOwnNet) {
  for (const Client& client : clients()) {
    const std::string payload = scene_.read(client, "README.md");
    ASSERT_EQ(support::verdict_of(client, scene_.call(client, payload)), "allow");
    SCOPED_TRACE(client.platform);
    const Start start = scene_.hook(client, client.pre_event, payload);
    const Ended ended = support::run(under_strace(start, "readlink:delay_enter=1300ms:when=3"));
    EXPECT_EQ(support::verdict_of(client, ended), "deny");
    EXPECT_THAT(ended.err, HasSubstr("hook.failed"));
  }
}

// The system calls a hook makes once its net hangs, as strace's (name, how often before) pairs.
std::vector<std::pair<std::string, int>> calls_under_the_net(const std::string& trace) {
  std::vector<std::pair<std::string, int>> points;
  std::map<std::string, int> count;
  std::size_t net = 0;
  for (const std::string_view line : base::split(trace, '\n')) {
    const std::string name(line.substr(0, line.find('(')));
    if (name.empty() ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") != name.npos)
      continue;
    points.emplace_back(name, ++count[name]);
    if (name == "rt_sigaction") net = points.size();
  }
  points.erase(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(net));
  return points;
}

TEST_F(Fault, P13_ACrashAtEverySystemCallStopsTheTool) {
  for (const Client& client : clients()) {
    const std::string payload = scene_.read(client, ".env");
    ASSERT_EQ(support::verdict_of(client, scene_.call(client, payload)), "deny");
    Start traced = scene_.hook(client, client.pre_event, payload);
    traced.argv.insert(traced.argv.begin(),
                       {"/usr/bin/strace", "-qq", "-o", scene_.dir() / "trace"});
    ASSERT_EQ(support::verdict_of(client, support::run(traced)), "deny");
    const auto points = calls_under_the_net(scene_.dir().read("trace"));
    EXPECT_GT(points.size(), 20U);
    for (const auto& [name, n] : points) {
      SCOPED_TRACE(client.platform + ": SIGSEGV at " + name + " number " + std::to_string(n));
      const Start start = scene_.hook(client, client.pre_event, payload);
      const std::string what = name + ":signal=SEGV:when=" + std::to_string(n);
      EXPECT_TRUE(support::stopped(client, support::run(under_strace(start, what))));
    }
  }
}

}  // namespace
