// Every state that three agents can reach with three modes on a few scopes, against a reference
// that knows nothing of the engine: it only counts files.
#include <gtest/gtest.h>

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "tests/support/lease_world.h"

namespace {

using coord::lease::Mode;
using support::LeaseWorld;

constexpr std::size_t kAgents = 3;
constexpr std::size_t kModes = 3;

// A scope and the files (bits) it means.
struct Area {
  const char* text;
  unsigned files;
};

const std::vector<Area> kFew = {
    {"a/b", 1},
    {"a/",  3},
    {"a/c", 2},
    {"**",  7}
};
const std::vector<Area> kMany = {
    {"a/b",     1 },
    {"a/",      67},
    {"a/c",     2 },
    {"**",      95},
    {"*.md",    4 },
    {"x.md",    4 },
    {"a/*",     67},
    {"src/",    24},
    {"src/m.c", 8 },
    {"src/n.h", 16},
    {"**/*.c",  72},
    {"res:db",  32}
};

struct Hold {
  std::size_t agent;
  std::size_t area;
  std::size_t mode;
  bool operator<(const Hold& o) const {
    return std::tie(agent, area, mode) < std::tie(o.agent, o.area, o.mode);
  }
};
using State = std::set<Hold>;

// The whole reference: two agents may not both mean a file unless one only reads and the other does
// not yet write.
bool reference_allows(const State& state, const Hold& asked, const std::vector<Area>& areas) {
  for (const Hold& held : state) {
    if (held.agent == asked.agent || (areas[held.area].files & areas[asked.area].files) == 0)
      continue;
    const std::size_t strong = std::max(held.mode, asked.mode);
    const std::size_t weak = std::min(held.mode, asked.mode);
    if (strong == 2 || (strong == 1 && weak == 1)) return false;
  }
  return true;
}

class Model {
 public:
  explicit Model(const std::vector<Area>& areas) : areas_(areas) {}

  // Breadth first over states; each is built from nothing, asked everything, and left by every
  // release and every crash.
  void run(std::size_t limit) {
    visit({});
    while (!open_.empty() && seen_.size() < limit) {
      const State state = open_.front();
      open_.pop_front();
      explore(state);
    }
  }

  std::size_t states() const { return seen_.size(); }
  std::size_t asked() const { return asked_; }
  bool exhausted() const { return open_.empty(); }

 private:
  void visit(const State& state) {
    if (seen_.insert(state).second) open_.push_back(state);
  }

  void explore(const State& state) {
    LeaseWorld world(kAgents);
    for (const Hold& hold : state) world.grant(request(world, hold));
    for (std::size_t agent = 0; agent < kAgents; ++agent) {
      for (std::size_t area = 0; area < areas_.size(); ++area) {
        for (std::size_t mode = 0; mode < kModes; ++mode) ask(world, state, {agent, area, mode});
      }
      State crashed;
      for (const Hold& hold : state) {
        if (hold.agent != agent) crashed.insert(hold);
      }
      visit(crashed);
    }
    for (const Hold& hold : state) {
      State released = state;
      released.erase(hold);
      visit(released);
    }
  }

  void ask(LeaseWorld& world, const State& state, const Hold& hold) {
    ++asked_;
    const bool granted = world.decide(request(world, hold)).granted;
    ASSERT_EQ(granted, reference_allows(state, hold, areas_))
        << hold.agent << " asks " << areas_[hold.area].text << " mode " << hold.mode;
    if (!granted) return;
    State next = state;
    next.insert(hold);
    visit(next);
  }

  coord::lease::Request request(const LeaseWorld& world, const Hold& hold) const {
    return world.request(hold.agent, areas_[hold.area].text, static_cast<Mode>(hold.mode));
  }

  const std::vector<Area>& areas_;
  std::set<State> seen_;
  std::deque<State> open_;
  std::size_t asked_ = 0;
};

TEST(LeaseModelFault, E19_AgreesWithTheReferenceInEveryReachableState) {
  Model model(kFew);
  model.run(60'000);
  RecordProperty("states", static_cast<int>(model.states()));
  EXPECT_GT(model.states(), 1'000U);
  EXPECT_GT(model.asked(), 30'000U);
}

TEST(LeaseModelSlow, AgreesWithTheReferenceOnTwelveScopes) {
  Model model(kMany);
  model.run(200'000);
  EXPECT_GT(model.states(), 100'000U);
}

}  // namespace
