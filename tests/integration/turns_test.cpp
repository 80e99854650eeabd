// Several agents in one repository, through the real program.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "tests/support/agent.h"
#include "tests/support/child.h"

namespace {

using support::Agent;
using support::Ended;
using support::HookScene;
using support::verdict_of;
using testing::HasSubstr;
using testing::Not;

TEST(Turns, AWriteFromAnOldBaseIsDeniedWithItsAuthor) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  bob.read("src/a.txt");
  EXPECT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  const Ended refused = bob.write("src/a.txt", "bob\n");
  EXPECT_THAT(refused.out, HasSubstr("[coord.stale]"));
  EXPECT_THAT(refused.out, HasSubstr("changed by claude-1"));
  bob.read("src/a.txt");
  EXPECT_EQ(bob.write("src/a.txt", "both\n").out, "");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "both\n");
}

TEST(Turns, TheRefusalOfAStaleWriteShowsWhatChanged) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  bob.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "alpha\ngamma\n\x1b[1mdelta\nkey = AKIAIOSFODNN7EXAMPLE\n").out,
            "");
  const std::string refused = nlohmann::json::parse(
      bob.write("src/a.txt", "bob\n").out)["hookSpecificOutput"]["permissionDecisionReason"];
  EXPECT_THAT(refused, HasSubstr("\n  what changed since you read it, +3 -1 lines:\n"
                                 "  -2 | beta\n"
                                 "  +2 | gamma\n"
                                 "  +3 | \\x1b[1mdelta\n"));
  EXPECT_THAT(refused, HasSubstr("\n  +4 | key = [secret]\n"));
}

TEST(Turns, NothingOfAFileThatMayNotBeReadIsShown) {
  const HookScene scene;
  scene.dir().write("repo/.flockgate/policy.json", R"({"version":1,"rules":[{
      "id":"team.diary","category":"security","stage":"enforce","tier":"block","on":["read"],
      "paths":["diary.txt"],"adr":"ADR-0006","why":"private","instead":"ask its author"}]})");
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  EXPECT_THAT(ada.call_read("diary.txt").out, HasSubstr("[team.diary]"));
  ASSERT_EQ(bob.write("diary.txt", "dear diary\n").out, "");
  ASSERT_EQ(ada.run("echo more >> diary.txt"), "allow");
  const std::string refused = bob.write("diary.txt", "bob\n").out;
  EXPECT_THAT(refused, HasSubstr("[coord.stale]"));
  EXPECT_THAT(refused, Not(HasSubstr("what changed")));
}

TEST(Turns, AFileThatIsGoneMayBeMadeAnewOnceThatWasSeen) {
  for (const bool by_shell : {false, true}) {
    const HookScene scene;
    Agent ada(scene, "ada");
    Agent bob(scene, "bob");
    ada.read("src/a.txt");
    ASSERT_EQ(bob.run("rm src/a.txt"), "allow");
    EXPECT_THAT(ada.write("src/a.txt", "ada\n").out, HasSubstr("[coord.stale]"));
    by_shell ? ada.run("cat src/a.txt") : ada.read("src/a.txt");
    EXPECT_EQ(ada.write("src/a.txt", "ada\n").out, "");
    EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\n");
  }
}

TEST(Turns, ShellWritesAreJudgedAlike) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  bob.read("src/a.txt");
  EXPECT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  EXPECT_THAT(bob.shell("cat > src/a.txt <<E\nbob\nE").out, HasSubstr("[coord.stale]"));
  EXPECT_EQ(bob.shell("echo more >> src/a.txt").out, "");
  EXPECT_EQ(bob.shell("echo x > build/out.txt").out, "");
}

// It takes what is there when it runs; and leaves its agent as ignorant as it was.
TEST(Turns, AFilterInPlaceHasNoOldBase) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  bob.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "ada\n").out, "");
  EXPECT_EQ(bob.run("sed -i '$a more' src/a.txt"), "allow");
  EXPECT_EQ(bob.run("perl -pi -e 's/more/most/' src/a.txt"), "allow");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "ada\nmost\n");
  EXPECT_THAT(bob.shell("cp README.md src/a.txt").out, HasSubstr("[coord.stale]"));
  EXPECT_THAT(bob.shell("mv README.md src/a.txt").out, HasSubstr("[coord.stale]"));
}

TEST(Turns, AFileInAnothersHandsIsDenied) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.shell("echo more >> src/a.txt");  // its end is never told
  const Ended refused = bob.shell("echo even more >> src/a.txt");
  EXPECT_THAT(refused.out, HasSubstr("[coord.lease]"));
  EXPECT_THAT(refused.out, HasSubstr("claude-1 writes src/a.txt"));
  ada.stop();
  EXPECT_EQ(bob.shell("echo even more >> src/a.txt").out, "");
}

TEST(Turns, AToolNobodyKnowsStandsInLineWhenItIsGivenAPathAndAContent) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.shell("echo more >> src/a.txt");  // its end is never told
  EXPECT_THAT(bob.put("src/a.txt", "").out, HasSubstr("[coord.lease]"));
  EXPECT_EQ(verdict_of(support::clients().front(), bob.put("src/b.txt", "b\n")), "warn");
}

TEST(Turns, OneAgentAloneIsNeverStoppedByWhatItNeverRead) {
  const HookScene scene;
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  // File times lag behind the clock by a tick: written until the file is younger than the agent.
  const auto born = std::filesystem::file_time_type::clock::now() + std::chrono::milliseconds(2);
  ASSERT_TRUE(support::until([&] {
    scene.dir().write("repo/made.txt", "by a program\n");
    return std::filesystem::last_write_time(scene.in_repo("made.txt")) > born;
  }));
  const Ended noted = ada.write("made.txt", "mine\n");
  EXPECT_EQ(verdict_of(support::clients().front(), noted), "warn");
  EXPECT_THAT(noted.out, HasSubstr("which you never read"));
  EXPECT_EQ(ada.write("made.txt", "mine again\n").out, "");
}

// Somebody has the journal's lock and keeps it.
class HeldJournal {
 public:
  explicit HeldJournal(const HookScene& scene)
      : file_(open(scene.in_repo(".git/flockgate/journal.jsonl").c_str(), O_RDONLY | O_CLOEXEC)) {
    EXPECT_EQ(flock(file_, LOCK_EX | LOCK_NB), 0);
  }
  ~HeldJournal() { close(file_); }
  HeldJournal(const HeldJournal&) = delete;
  HeldJournal& operator=(const HeldJournal&) = delete;

 private:
  int file_;
};

TEST(Turns, UnderContentionAWriteIsDeniedAndAReadIsTold) {
  const HookScene scene;
  Agent ada(scene, "ada");
  ada.read("src/a.txt");
  ASSERT_EQ(ada.write("src/a.txt", "one\n").out, "");
  {
    const HeldJournal held(scene);
    const Ended refused = ada.write("src/a.txt", "two\n");
    EXPECT_THAT(refused.out, HasSubstr("[coord.lease]"));
    EXPECT_THAT(refused.out, HasSubstr("write again in a moment"));
    const Ended told = ada.call_read("src/a.txt");
    EXPECT_EQ(verdict_of(support::clients().front(), told), "warn");
    EXPECT_THAT(told.out, HasSubstr("without knowing who writes it"));
  }
  EXPECT_EQ(ada.write("src/a.txt", "two\n").out, "");
}

// The end of a call that could not be told is told by the agent's next hook.
TEST(Turns, ALostEndIsMadeUpFor) {
  const HookScene scene;
  Agent ada(scene, "ada");
  Agent bob(scene, "bob");
  ada.read("src/a.txt");
  bob.read("src/a.txt");
  ASSERT_EQ(ada.begin_write("src/a.txt", "one\n").out, "");
  {
    const HeldJournal held(scene);
    EXPECT_THAT(ada.end_write().err, HasSubstr("not on record"));
  }
  ada.read("src/a.txt");
  const Ended refused = bob.write("src/a.txt", "two\n");
  EXPECT_THAT(refused.out, HasSubstr("changed by claude-1"));
  EXPECT_EQ(ada.write("src/a.txt", "three\n").out, "");
}

TEST(Turns, AJournalThatCannotBeAskedIsSaidAloud) {
  const HookScene scene;
  scene.dir().write("repo/.git/flockgate/journal.jsonl/x", "");
  Agent ada(scene, "ada");
  const Ended ended = ada.write("src/a.txt", "ada\n");
  EXPECT_EQ(verdict_of(support::clients().front(), ended), "warn");
  EXPECT_THAT(ended.out, HasSubstr("coord.turns could not be made"));
}

// Reads, thinks, writes the whole file with one more line; asks again when refused.
void add_lines(const HookScene& scene, const std::string& name, int lines, std::atomic<int>& done) {
  Agent agent(scene, name);
  for (int line = 0, tries = 0; line < lines && tries < 40 * lines; ++tries) {
    const std::string text = agent.read("hot.txt");
    const Ended ended = agent.write("hot.txt", text + name + std::to_string(line) + "\n");
    if (verdict_of(support::clients().front(), ended) == "deny") continue;
    ++line;
    ++done;
  }
  agent.stop();
}

TEST(Turns, ACrowdOnOneFileLosesNoLine) {
  constexpr int kAgents = 4;
  constexpr int kLines = 4;
  const HookScene scene;
  scene.dir().write("repo/hot.txt", "");
  std::atomic<int> done = 0;
  std::vector<std::jthread> agents;
  for (int i = 0; i < kAgents; ++i) {
    agents.emplace_back([&, i] { add_lines(scene, std::string(1, char('a' + i)), kLines, done); });
  }
  agents.clear();
  EXPECT_EQ(done, kAgents * kLines);
  const std::string text = scene.dir().read("repo/hot.txt");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), kAgents * kLines) << text;
}

}  // namespace
