#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "tests/support/hook_scene.h"

namespace {

using support::Client;
using support::clients;
using support::Ended;
using support::HookScene;
using support::In;
using support::Out;
using support::Start;
using support::stopped;
using support::verdict_of;

// Each row runs for every platform, in a scene of its own.
class Fault : public testing::Test {
 protected:
  HookScene scene_;
  std::string secret(const Client& client) { return scene_.read(client, ".env"); }
  std::string plain(const Client& client) { return scene_.read(client, "README.md"); }
  Start pre(const Client& client, const std::string& payload) {
    return scene_.hook(client, client.pre_event, payload);
  }
};

using Limit = std::pair<int, unsigned long>;

bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__)
  return true;
#else
  return false;
#endif
}

TEST_F(Fault, P6_FewResourcesStillGiveAnAnswer) {
  if (is_sanitized()) GTEST_SKIP() << "AddressSanitizer needs terabytes of address space";
  const Limit few_files(RLIMIT_NOFILE, 4);
  const Limit little_memory(RLIMIT_AS, 32UL << 20U);
  const Limit small_stack(RLIMIT_STACK, 256UL << 10U);
  const Limit no_children(RLIMIT_NPROC, 1);
  const Limit no_bytes(RLIMIT_FSIZE, 0);
  std::vector<std::vector<Limit>> rows;
  for (const Limit& one : {few_files, little_memory, small_stack, no_children, no_bytes}) {
    rows.push_back({one});
  }
  rows.push_back({few_files, small_stack, no_bytes});
  for (const Client& client : clients()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      SCOPED_TRACE(client.platform + " limits " + std::to_string(i));
      Start start = pre(client, secret(client));
      start.limits = rows[i];
      EXPECT_TRUE(stopped(client, support::run(start)));
      start.input = plain(client);
      EXPECT_EQ(verdict_of(client, support::run(start)), "allow");
    }
  }
}

TEST_F(Fault, P6_APayloadBeyondTheMemoryIsRefused) {
  if (is_sanitized()) GTEST_SKIP() << "AddressSanitizer needs terabytes of address space";
  for (const Client& client : clients()) {
    Start start = pre(client, std::string(24U << 20U, ' ') + plain(client));
    start.limits = {
        {RLIMIT_AS, 32UL << 20U}
    };
    EXPECT_TRUE(stopped(client, support::run(start))) << client.platform;
  }
}

TEST_F(Fault, P7_StdinThatIsNoPayloadIsRefused) {
  for (const Client& client : clients()) {
    for (const In in : {In::closed, In::null, In::directory}) {
      SCOPED_TRACE(client.platform + " in " + std::to_string(static_cast<int>(in)));
      Start start = pre(client, "");
      start.in = in;
      EXPECT_TRUE(stopped(client, support::run(start)));
    }
  }
}

TEST_F(Fault, P7_StdinThatNeverEndsIsAnsweredByTheNet) {
  for (const Client& client : clients()) {
    for (const std::string& begun : {plain(client).substr(0, 40), plain(client)}) {
      SCOPED_TRACE(client.platform + " after " + begun);
      Start start = pre(client, begun);
      start.in = In::silence;
      const Ended ended = support::run(start);
      EXPECT_TRUE(stopped(client, ended));
      EXPECT_EQ(verdict_of(client, ended), "deny");
    }
  }
}

TEST_F(Fault, P7_AFloodIsCutAndRefused) {
  if (is_sanitized()) GTEST_SKIP() << "AddressSanitizer needs more memory than the limit";
  for (const Client& client : clients()) {
    Start start = pre(client, std::string(1U << 16U, ' '));
    start.in = In::flood;
    start.limits = {
        {RLIMIT_DATA, 256UL << 20U}
    };  // it would die if it kept the whole flood
    const Ended ended = support::run(start);
    EXPECT_TRUE(stopped(client, ended)) << client.platform;
    EXPECT_EQ(verdict_of(client, ended), "deny");
  }
}

TEST_F(Fault, P8_ADenyNobodyCanReadIsCarriedByTheExitCode) {
  for (const Client& client : clients()) {
    for (const Out out : {Out::closed, Out::full, Out::stuck}) {
      SCOPED_TRACE(client.platform + " out " + std::to_string(static_cast<int>(out)));
      Start start = pre(client, secret(client));
      start.out = out;
      const Ended ended = support::run(start);
      EXPECT_EQ(ended.code, 2);
      EXPECT_EQ(ended.signal, 0);
      EXPECT_TRUE(stopped(client, ended));
    }
  }
}

TEST_F(Fault, P8_AnAllowNeedsNoStream) {
  for (const Client& client : clients()) {
    for (const Out out : {Out::closed, Out::full, Out::stuck}) {
      Start start = pre(client, plain(client));
      start.out = out;
      start.err = out;
      EXPECT_EQ(support::run(start).code, 0) << client.platform;
    }
  }
}

TEST_F(Fault, P9_AClosedStderrNeverBecomesAFileOfOurs) {
  for (const Client& client : clients()) {
    Start start = pre(client, secret(client));
    start.in = In::text;
    start.err = Out::closed;
    EXPECT_TRUE(stopped(client, support::run(start))) << client.platform;
    start.out = Out::closed;
    support::run(start);
  }
  EXPECT_THAT(scene_.audit(), testing::Not(testing::HasSubstr("flockgate denied")));
  EXPECT_THAT(scene_.audit(), testing::Not(testing::HasSubstr("permissionDecision")));
  EXPECT_THAT(scene_.audit(), testing::EndsWith("}\n"));
}

TEST_F(Fault, P10_StrangeSurroundingsGiveADefinedAnswer) {
  using Surroundings = std::vector<std::string>;
  const Surroundings relative({"HOME=relative", "XDG_STATE_HOME=relative", "PATH=", "PWD=/gone"});
  const Surroundings wrong({"HOME=/gone", "XDG_STATE_HOME=/dev/null", "XDG_CONFIG_HOME=/dev/x/y"});
  const Surroundings huge({"HOME=/" + std::string(60000, 'h'), "PWD=" + std::string(60000, 'p')});
  const std::vector<Surroundings> rows({Surroundings(), relative, wrong, huge});
  for (const Client& client : clients()) {
    for (const auto& env : rows) {
      SCOPED_TRACE(client.platform + " " + (env.empty() ? "" : env.front().substr(0, 40)));
      Start start = pre(client, secret(client));
      start.env = env;
      EXPECT_TRUE(stopped(client, support::run(start)));
      start.input = plain(client);
      EXPECT_EQ(support::run(start).code, 0);
    }
  }
}

TEST_F(Fault, P10_TheRepositoryIsFoundFromThePayloadNotFromOurOwnFolder) {
  for (const Client& client : clients()) {
    Start start = pre(client, scene_.write(client, ".flockgate/policy.json", "{}"));
    scene_.dir().write("gone/.keep", "");
    ASSERT_EQ(std::remove((scene_.dir() / "gone/.keep").c_str()), 0);
    start.cwd = scene_.dir() / "gone";
    start.remove_cwd = true;
    EXPECT_TRUE(stopped(client, support::run(start))) << client.platform;
  }
}

TEST_F(Fault, P11_LocaleAndTimeZoneChangeNothing) {
  for (const Client& client : clients()) {
    for (const char* locale : {"LC_ALL=tr_TR.UTF-8", "LC_ALL=C", "LC_ALL=nonsense"}) {
      Start start = pre(client, secret(client));
      start.env.emplace_back(locale);
      start.env.emplace_back("TZ=:Nowhere/+99");
      EXPECT_EQ(verdict_of(client, support::run(start)), "deny") << client.platform << locale;
    }
  }
}

TEST_F(Fault, P12_ASignalBeforeTheJudgementIsAnsweredWithTheFailSide) {
  for (const Client& client : clients()) {
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGXCPU, SIGUSR1, SIGSEGV, SIGABRT,
                             SIGBUS, SIGFPE, SIGILL, SIGALRM}) {
      SCOPED_TRACE(client.platform + " signal " + std::to_string(signal));
      Start start = pre(client, "{");
      start.in = In::silence;
      start.signal_on_idle = signal;
      const Ended ended = support::run(start);
      EXPECT_EQ(ended.signal, 0);
      EXPECT_EQ(ended.code, 2);
      EXPECT_EQ(verdict_of(client, ended), "deny");
      EXPECT_FALSE(ended.err.empty());
    }
  }
}

TEST_F(Fault, P12_ABrokenPipeIsNoSignalToUs) {
  for (const Client& client : clients()) {
    Start start = pre(client, "{");
    start.in = In::silence;
    start.signal_on_idle = SIGPIPE;
    EXPECT_EQ(verdict_of(client, support::run(start)), "deny") << client.platform;
  }
}

TEST_F(Fault, P12_PostEventsStaySilentWhateverEndsThem) {
  for (const Client& client : clients()) {
    Start start = scene_.hook(client, client.post_event, "{");
    start.in = In::silence;
    start.signal_on_idle = SIGTERM;
    const Ended ended = support::run(start);
    EXPECT_EQ(ended.code, 0) << client.platform;
    EXPECT_EQ(ended.out + ended.err, "");
  }
}

TEST_F(Fault, P13_DeepInputIsRefusedNotFollowed) {
  for (const Client& client : clients()) {
    for (const std::string& open : {std::string("["), std::string("{\"a\":")}) {
      std::string deep;
      for (int i = 0; i < 200'000; ++i) deep += open;
      EXPECT_EQ(verdict_of(client, scene_.call(client, deep)), "deny") << client.platform;
    }
    const Ended nested = scene_.call(client, scene_.shell(client, std::string(100'000, '(')));
    EXPECT_EQ(nested.signal, 0) << client.platform;
  }
}

TEST_F(Fault, P15_AMissingSecondProgramIsSaidAndNothingElse) {
  Start start = {
      .argv = {scene_.dir() / "flockgate", "status"},
        .env = {"HOME=" + scene_.home()                         }
  };
  std::filesystem::copy_file(support::built("flockgate"), start.argv.front());
  const Ended ended = support::run(start);
  EXPECT_EQ(ended.code, 69);
  EXPECT_EQ(ended.out, "");
  EXPECT_THAT(ended.err, testing::HasSubstr("flockgate-cli"));
}

TEST_F(Fault, I5_ALockHeldForEverDelaysTheRecordNotTheVerdict) {
  for (const Client& client : clients()) {
    ASSERT_EQ(verdict_of(client, scene_.call(client, plain(client))), "allow");
    const std::string journal = scene_.in_repo(".git/flockgate/audit.jsonl");
    const int held = open(journal.c_str(), O_RDONLY | O_CLOEXEC);
    ASSERT_EQ(flock(held, LOCK_EX | LOCK_NB), 0);
    const Ended denied = scene_.call(client, secret(client));
    EXPECT_EQ(verdict_of(client, denied), "deny");
    EXPECT_THAT(denied.err, testing::HasSubstr("not on record"));
    const Ended allowed = scene_.call(client, plain(client));
    EXPECT_EQ(verdict_of(client, allowed), "allow");
    EXPECT_THAT(allowed.err, testing::HasSubstr("not on record"));
    close(held);
    EXPECT_EQ(verdict_of(client, scene_.call(client, plain(client))), "allow");
    EXPECT_THAT(scene_.audit(), testing::HasSubstr("\"lost\":2"));
    ASSERT_EQ(std::remove(journal.c_str()), 0);
  }
}

TEST_F(Fault, I5_AFifoInPlaceOfTheRecordDoesNotHangTheCall) {
  for (const Client& client : clients()) {
    scene_.dir().write("repo/.git/flockgate/.keep", "");
    const std::string journal = scene_.in_repo(".git/flockgate/audit.jsonl");
    std::remove(journal.c_str());
    ASSERT_EQ(mkfifo(journal.c_str(), 0600), 0);
    const Ended ended = scene_.call(client, secret(client));
    EXPECT_EQ(verdict_of(client, ended), "deny") << client.platform;
    EXPECT_THAT(ended.err, testing::HasSubstr("not on record"));
  }
}

}  // namespace
