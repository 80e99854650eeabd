// One call in several repositories: all of it goes on or none, in one order for everybody.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::Ended;
using support::HookScene;
using testing::HasSubstr;
using testing::Not;

// `one` is where the agents stand; `two` lies elsewhere.
class Trees : public testing::Test {
 protected:
  std::string there(const std::string& name) const { return two_.in_repo(name); }
  std::string journal(const HookScene& scene) const {
    return scene.dir().read("repo/.git/flockgate/journal.jsonl");
  }

  HookScene one_;
  HookScene two_;
};

TEST_F(Trees, AWriteElsewhereTakesItsTurnThere) {
  Agent ada(one_, "ada");
  Agent bob(two_, "bob");
  ada.shell("echo more >> " + there("src/a.txt"));  // its end is not told yet
  const Ended refused = bob.shell("echo bob >> src/a.txt");
  EXPECT_THAT(refused.out, HasSubstr("[coord.lease]"));
  EXPECT_THAT(refused.out, HasSubstr("claude-1 writes src/a.txt"));
  ada.end_write();
  EXPECT_EQ(bob.shell("echo bob >> src/a.txt").out, "");
  bob.stop();
  ada.shell("echo more >> " + there("src/a.txt"));
  ada.stop();
  EXPECT_EQ(bob.shell("echo bob >> src/a.txt").out, "");
}

TEST_F(Trees, WhatIsRefusedInOneIsTakenInNone) {
  const bool in_order = one_.repo() < two_.repo();  // the first is had before the second refuses
  const HookScene& first = in_order ? one_ : two_;
  const HookScene& second = in_order ? two_ : one_;
  Agent ada(first, "ada");
  Agent bob(second, "bob");
  bob.shell("echo bob >> src/a.txt");
  const Ended refused = ada.shell("echo x >> src/a.txt; echo x >> " + second.in_repo("src/a.txt"));
  EXPECT_THAT(refused.out, HasSubstr("in another work tree: " + second.repo()));
  EXPECT_THAT(refused.out, Not(HasSubstr("lock acquire")));
  EXPECT_THAT(journal(first), HasSubstr("given back"));
  Agent cyd(first, "cyd");
  EXPECT_EQ(cyd.shell("echo cyd >> src/a.txt").out, "");  // nothing of ada stands in the way
}

TEST_F(Trees, AWholeFileElsewhereIsRefusedFromAnOldBase) {
  Agent ada(one_, "ada");
  Agent bob(two_, "bob");
  bob.write("src/b.txt", "bob\n");  // somebody works there
  ada.shell("cat " + there("src/a.txt"));
  ada.end_write();
  bob.read("src/a.txt");
  ASSERT_EQ(bob.write("src/a.txt", "bob\n").out, "");
  EXPECT_THAT(ada.shell("cp README.md " + there("src/a.txt")).out, HasSubstr("[coord.stale]"));
}

TEST_F(Trees, AReadElsewhereMakesNothingThere) {
  Agent ada(one_, "ada");
  EXPECT_EQ(ada.run("cat " + there("src/a.txt")), "allow");
  EXPECT_NE(::access(two_.in_repo(".git/flockgate").c_str(), F_OK), 0);
}

TEST_F(Trees, WhoReadElsewhereHearsOnceOfChangesThere) {
  Agent ada(one_, "ada");
  Agent bob(two_, "bob");
  bob.write("src/b.txt", "bob\n");  // somebody works there
  ada.shell("cat " + there("src/a.txt"));
  EXPECT_THAT(ada.end_write().out, Not(HasSubstr("changed")));
  bob.read("src/a.txt");
  ASSERT_EQ(bob.write("src/a.txt", "bob\n").out, "");
  ada.shell("cat " + there("src/b.txt"));
  EXPECT_THAT(ada.end_write().out,
              HasSubstr(there("src/a.txt") + " changed since you read it, by claude-1"));
  ada.shell("cat " + there("src/b.txt"));
  EXPECT_THAT(ada.end_write().out, Not(HasSubstr("changed")));
}

// Each names its own tree first; everybody locks them in the same order, so no two wait in a ring.
TEST_F(Trees, TwoWhoWantBothNeverWaitForEachOther) {
  const std::string here = "echo x >> " + one_.in_repo("src/a.txt");
  const std::string away = "echo x >> " + there("src/a.txt");
  std::vector<std::jthread> agents;
  for (int i = 0; i < 2; ++i) {
    agents.emplace_back([&, i] {
      Agent agent(i == 0 ? one_ : two_, "s" + std::to_string(i));
      for (int line = 0; line < 5; ++line) {
        const std::string done = agent.run(i == 0 ? here + "; " + away : away + "; " + here);
        EXPECT_EQ(done, "allow");
      }
    });
  }
  agents.clear();
  for (const HookScene* scene : {&one_, &two_}) {
    const std::string text = scene->dir().read("repo/src/a.txt");
    EXPECT_EQ(std::count(text.begin(), text.end(), 'x'), 10);
    EXPECT_THAT(journal(*scene), Not(HasSubstr("lease.ticket")));
  }
}

}  // namespace
