// Agents that add and commit at once, each its own file and its lines of one that all are in.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/agent.h"

#ifndef COMMIT_ROUNDS
#define COMMIT_ROUNDS 3
#define COMMIT_CROWDS 2, 4
#endif

namespace {

using support::Agent;
using support::HookScene;

constexpr int kPatience = 60;  // a refusal is no failure: another is at the file, or at git

std::string name_of(std::size_t agent) {
  return std::string("agent") + char('A' + char(agent));
}

class CommitStorm : public testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override {
    for (std::size_t i = 0; i < GetParam() * COMMIT_ROUNDS; ++i) shared += "slot " + slot(i);
    scene.dir().write("repo/shared.txt", shared);
    sh("git add . && git commit -qm base");
  }
  static std::string slot(std::size_t number) { return std::to_string(number) + ".\n"; }
  std::string sh(const std::string& command) const { return scene.by_hand(command); }

  // Until nobody is in the way; what the command left.
  void must(Agent& agent, const std::string& name, const std::string& words) {
    const std::string command = "(" + words + ") > '../said " + name + "' 2>&1";
    std::string verdict;
    for (int i = 0; i < kPatience; ++i) {
      verdict = agent.run(command);
      if (verdict == "allow" || verdict == "warn") break;
    }
    if (verdict != "allow" && verdict != "warn") ADD_FAILURE() << command << agent.answer();
    if (agent.exit_code() == 0) return;
    ++failed;
    ADD_FAILURE() << command << ": " << scene.dir().read("said " + name);
  }
  // This agent's line of the round, in a file that others write all the time.
  void write_shared(Agent& agent, const std::string& name, std::size_t number) {
    for (int i = 0; i < kPatience; ++i) {
      std::string text = agent.read("shared.txt");
      const std::string old = "slot " + slot(number);
      const std::size_t at = text.find(old);
      ASSERT_NE(at, std::string::npos) << text;
      text.replace(at, old.size(), name + " in " + slot(number));
      if (agent.write("shared.txt", text).out.find("\"deny\"") == std::string::npos) return;
    }
    ADD_FAILURE() << name << " was never let write";
  }
  void work(std::size_t number) {
    const std::string name = name_of(number);
    Agent agent(scene, name);
    const std::string own = name + "/own.txt";
    for (std::size_t round = 0; round < COMMIT_ROUNDS; ++round) {
      agent.read(own);
      agent.write(own, name + " in " + slot(round));
      must(agent, name, "git add " + own + " && git commit -qm own -- " + own);
      write_shared(agent, name, round * GetParam() + number);
      must(agent, name, support::built("flockgate") + " commit -m " + name);
      agent.stop();
    }
  }
  // Lines that the commits of this agent brought or took, but for its own and free slots.
  std::string foreign_lines(const std::string& name) const {
    return sh("git log --author=" + name + " --format= -p -U0 | grep -E '^[-+]' | " +
              R"(grep -vE '^(---|\+\+\+|\+)" + name + " in|-" + name + " in|-slot)'");
  }

  HookScene scene;
  std::string shared;
  std::atomic<int> failed = 0;
};

TEST_P(CommitStorm, EveryCommitHoldsItsAuthorsLines) {
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < GetParam(); ++i) threads.emplace_back([this, i] { work(i); });
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(sh("git status --porcelain"), "");
  EXPECT_EQ(sh("git show HEAD:shared.txt | grep -c ' in '"),
            std::to_string(GetParam() * COMMIT_ROUNDS) + "\n");
  for (std::size_t i = 0; i < GetParam(); ++i) {
    EXPECT_EQ(foreign_lines(name_of(i)), "") << name_of(i);
    EXPECT_EQ(sh("git log --author=" + name_of(i) + " --format=%h | wc -l"),
              std::to_string(2 * COMMIT_ROUNDS) + "\n");
  }
}

INSTANTIATE_TEST_SUITE_P(Agents, CommitStorm, testing::Values(COMMIT_CROWDS));

}  // namespace
