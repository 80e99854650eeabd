// Agents that type any git command at random on one branch: nobody loses a byte to another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <mutex>
#include <random>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/agent.h"

#ifndef STORM_STEPS
#define STORM_STEPS 20
#endif

namespace {

using support::Agent;
using support::HookScene;

// @o: a file of one's own, @d: the folder of them all, @x: another's file, @y: another's folder.
constexpr std::array kOwn = {
    "git add @o",
    "git add -- @o",
    "git add -A @o",
    "git add @d",
    "git add -f @o",
    "git add -N @o",
    "git stage @o",
    "git add -u @d",
    "git commit -qm m -- @o",
    "git commit -q -m m -o @o",
    "git commit -qm m @d",
    "git checkout -- @o",
    "git checkout -q HEAD -- @o",
    "git checkout @o",
    "git checkout -- @d",
    "git restore @o",
    "git restore -SW @o",
    "git restore --staged @o",
    "git restore --source=HEAD @o",
    "git restore -- @d",
    "git reset -q -- @o",
    "git reset -q HEAD -- @o",
    "git reset -q -- @d",
    "git rm -qf @o",
    "git rm -rqf @d",
    "git clean -f -- @o",
    "git clean -fd -- @d",
    "git clean -fdx @d",
    "git diff -- @o",
    "git diff HEAD -- @d",
    "git log -3 -- @o",
    "git show HEAD:@o",
    "git blame @o",
    "git ls-files @d",
    "git status --short @d",
    "git grep -n x -- @d",
    "git hash-object @o",
    "git check-ignore @o",
    "mkdir -p @d && git -C @d add .",
    "mkdir -p @d && git -C @d checkout -- .",
    "mkdir -p @d && cd @d && git add .",
    "mkdir -p @d && cd @d && git checkout -- .",
    "mkdir -p @d && cd @d && git clean -fdq .",
    "git add @o && git commit -qm m -- @o",
    "rm -f @o && git checkout -- @o",
    "rm -rf @d && git checkout -- @d",
    "mv @o @o.new",
    "rm -f @o",
};
constexpr std::array kAny = {
    "git reset -q --hard",
    "git reset -q --hard HEAD",
    "git reset -q --hard HEAD~1",
    "git reset -q --hard topic",
    "git reset -q",
    "git reset -q --soft HEAD~1",
    "git reset -q HEAD~1",
    "git reset -q --merge",
    "git reset -q --keep HEAD~1",
    "git checkout -q topic",
    "git checkout -qf topic",
    "git checkout -qf",
    "git checkout -q -b mine",
    "git checkout -q -B mine",
    "git checkout -q HEAD~1",
    "git checkout -q --detach",
    "git checkout -q .",
    "git checkout -q -- .",
    "git checkout -q HEAD -- .",
    "git checkout -q topic -- .",
    "git checkout -q topic -- @y",
    "git checkout -q -- @x",
    "git checkout -q @x",
    "git checkout -q --orphan none",
    "git switch -q topic",
    "git switch -qc mine",
    "git switch -qf topic",
    "git switch -q --discard-changes topic",
    "git switch -q --detach",
    "git switch -q -",
    "git restore .",
    "git restore -SW .",
    "git restore @x",
    "git restore -s topic .",
    "git restore -s HEAD~1 @y",
    "git clean -fdq",
    "git clean -fdxq",
    "git clean -ffdx",
    "git clean -fdX",
    "git clean -f @y",
    "git clean -fd -e nothing",
    "git stash -q",
    "git stash -q -u",
    "git stash -q -a",
    "git stash push -q",
    "git stash push -q -- @x",
    "git stash push -q -u -- @y",
    "git stash save -q x",
    "git stash pop -q",
    "git stash drop -q",
    "git stash clear",
    "git stash branch mine",
    "git stash list",
    "git rm -qf @x",
    "git commit -qm m -i @o",
    "git rm -q --cached @o",
    "git rm -rqf @y",
    "git rm -rqf .",
    "git rm -rq --cached .",
    "git merge -q topic",
    "git merge -q --no-ff topic",
    "git merge -q --squash topic",
    "git merge --abort",
    "git pull -q",
    "git pull -q --rebase",
    "git rebase -q topic",
    "git rebase -q HEAD~1",
    "git rebase --abort",
    "git rebase -q --autostash topic",
    "git cherry-pick topic",
    "git revert --no-edit HEAD",
    "git am /dev/null",
    "git bisect start",
    "git bisect reset",
    "git branch mine",
    "git branch -m trunk",
    "git branch -D topic2",
    "git branch -f main HEAD~1",
    "git worktree add -q ../w",
    "git worktree list",
    "git symbolic-ref HEAD refs/heads/topic",
    "git update-ref HEAD HEAD~1",
    "git update-ref refs/heads/main HEAD~1",
    "git read-tree -u --reset HEAD",
    "git read-tree -m -u HEAD",
    "git checkout-index -f -a",
    "git checkout-index -fu -- @x",
    "git add -A",
    "git add .",
    "git add -u",
    "git add @x",
    "git add @y",
    "git add '*.txt'",
    "git commit -qam m",
    "git commit -qm m",
    "git commit -q --amend -m m",
    "git commit -qm m -- @x",
    "git commit -qm m -i @x",
    "git apply --index /dev/null",
    "git gc -q",
    "git fetch -q",
    "git tag -f t",
    "git log -2",
    "git status --short",
    "git diff",
    "git notes list",
    "git reflog",
    "git fsck",
    "git submodule update -q",
    "git sparse-checkout list",
    "git reset -q --hard && git clean -fdq",
    "git stash -q && git checkout -q topic",
    "cd @y && git checkout -- .",
    "git -C @y clean -fdq",
    "rm -rf @y",
    "sh -c 'git reset -q --hard'",
    "true || git reset --hard",
    "git checkout -q -p < /dev/null",
};
static_assert(kOwn.size() + kAny.size() >= 150);

std::string filled(std::string_view form, const std::map<char, std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto word = form[i] == '@' ? words.find(form[i + 1]) : words.end();
    if (word == words.end()) {
      out += form[i];
    } else {
      out += word->second;
      ++i;
    }
  }
  return out;
}

std::string git(const HookScene& scene, const std::string& words) {
  return support::run({
                          .argv = {"/bin/sh",                            "-c",                   "git " + words},
                          .cwd = scene.repo(),
                          .env = { "HOME=" + scene.home(), "PATH=/usr/bin:/bin", "GIT_AUTHOR_NAME=t",
                                   "GIT_AUTHOR_EMAIL=t@example.invalid", "GIT_COMMITTER_NAME=t",
                                   "GIT_COMMITTER_EMAIL=t@example.invalid"}
  })
      .out;
}

// What all did, in the order it ended.
class Story {
 public:
  void add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
  }
  std::string end() {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (std::size_t i = lines_.size() - std::min<std::size_t>(lines_.size(), 30);
         i < lines_.size(); ++i) {
      text += lines_[i] + "\n";
    }
    return text;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

// One agent, who knows what it left in its files.
class Walker {
 public:
  // Without an `other` it stays with its own files.
  Walker(const HookScene& scene, Story& story, std::string name, std::string other, unsigned seed)
      : scene_(scene),
        story_(story),
        name_(std::move(name)),
        other_(std::move(other)),
        reaches_out_(!other_.empty()),
        dice_(seed),
        agent_(scene, name_) {}

  // Alone, it may do anything: all come before anybody begins.
  void come() { write(file(name_), name_ + " is here\n"); }
  void walk(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
      step();
      agent_.stop();
    }
  }
  int refused() const { return refused_; }

 private:
  std::size_t roll(std::size_t sides) {
    return std::uniform_int_distribution<std::size_t>(0, sides - 1)(dice_);
  }
  std::string file(const std::string& of) {
    return of + "/" + std::string(1, char('a' + char(roll(3)))) + ".txt";
  }

  void check() const {
    for (const auto& [path, text] : left_) {
      EXPECT_EQ(scene_.dir().read("repo/" + path), text) << path << " of " << name_ << "\n"
                                                         << story_.end();
    }
  }
  // What HEAD has may be changed by anybody: it is not lost.
  void look() {
    left_.clear();
    const std::string dirty =
        git(scene_, "--no-optional-locks status --porcelain -z -uall --no-renames -- " + name_);
    for (std::size_t at = 0; at < dirty.size(); at = dirty.find('\0', at) + 1) {
      const std::string path = dirty.substr(at + 3, dirty.find('\0', at) - at - 3);
      left_[path] = scene_.dir().read("repo/" + path);
    }
  }
  // A file without work in it may change between one's look and one's write. One that is gone gets
  // another name: who saw it before is not let write it again.
  void write(std::string path, const std::string& text) {
    if (!scene_.dir().has("repo/" + path)) path = name_ + "/" + text.substr(0, text.size() - 1);
    std::string said = "deny";
    story_.add(name_ + " writes " + path);
    for (int i = 0; i < 5 && said.find("deny") != std::string::npos; ++i) {
      agent_.read(path);
      said = agent_.write(path, text).out;
    }
    look();
  }
  // The rule behind this agent's last verdict. Another may have changed a file of its own that HEAD
  // had (coord.stale): that is no rule of git's.
  std::string rule() const {
    const std::string audit = scene_.audit();
    const std::size_t line = audit.rfind(R"("session":")" + name_ + '"');
    const std::size_t at = audit.find(R"("rule":")", line) + 8;
    return audit.substr(at, audit.find('"', at) - at);
  }
  void step() {
    check();
    if (roll(3) == 0) {
      write(file(name_), name_ + std::to_string(roll(1'000'000)) + "\n");
      return;
    }
    const bool own = !reaches_out_ || roll(2) == 0;
    last_ = filled(own ? kOwn[roll(kOwn.size())] : kAny[roll(kAny.size())],
                   {
                       {'o', file(name_) },
                       {'d', name_       },
                       {'x', file(other_)},
                       {'y', other_      }
    });
    story_.add(name_ + " begins: " + last_);
    const std::string verdict = agent_.run(last_);
    story_.add(name_ + " " + verdict + ": " + last_);
    const bool refused = verdict != "allow" && verdict != "warn" && rule().starts_with("branch.");
    EXPECT_FALSE(!reaches_out_ && refused) << last_ << ": " << agent_.answer() << '\n'
                                           << story_.end();
    refused_ += refused ? 1 : 0;
    look();
  }

  const HookScene& scene_;
  Story& story_;
  std::string name_;
  std::string other_;
  bool reaches_out_;
  std::mt19937 dice_;
  Agent agent_;
  std::map<std::string, std::string> left_;
  std::string last_;
  int refused_ = 0;
};

class GitStorm : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::string& name : names) {
      for (const char* file : {"/a.txt", "/b.txt", "/c.txt"}) {
        scene.dir().write("repo/" + name + file, "old\n");
      }
    }
    git(scene,
        "add . && git commit -qm two && git checkout -qb topic && echo t > ada/a.txt && "
        "git commit -qam topic && git branch topic2 && git checkout -q main");
    moves = git(scene, kMoves);
  }
  // How often somebody was refused.
  int walk(bool reach_out) {
    const unsigned seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Walker> walkers;
    walkers.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string& other = names[(i + 1) % names.size()];
      walkers.emplace_back(scene, story, names[i], reach_out ? other : "", seed + unsigned(i));
    }
    for (Walker& walker : walkers) walker.come();
    std::vector<std::jthread> threads;
    for (Walker& walker : walkers) threads.emplace_back([&walker] { walker.walk(STORM_STEPS); });
    threads.clear();
    int refused = 0;
    for (const Walker& walker : walkers) refused += walker.refused();
    return refused;
  }

  static constexpr const char* kMoves = "reflog --format=%gs | grep -c 'checkout: moving'";
  const std::vector<std::string> names = {"ada", "bob", "cyd", "dan"};
  HookScene scene;
  Story story;
  std::string moves;
};

TEST_F(GitStorm, NobodyLosesAByteToAnother) {
  EXPECT_GT(walk(true), 0) << "nothing dangerous was tried";
  EXPECT_EQ(git(scene, "symbolic-ref HEAD"), "refs/heads/main\n");
  EXPECT_EQ(git(scene, kMoves), moves);
  EXPECT_EQ(git(scene, "stash list"), "");
}

TEST_F(GitStorm, NobodyIsRefusedOnItsOwnFiles) {
  EXPECT_EQ(walk(false), 0);
}

}  // namespace
