// What a command destroys comes back byte for byte, through the real hook and real git.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <utility>

#include "tests/support/agent.h"

namespace {

using support::Agent;
using support::goes_on;
using support::HookScene;
using testing::HasSubstr;

// One agent alone, to whom everything is allowed, in a repository with every kind of file.
class Snapshot : public testing::Test {
 protected:
  void SetUp() override {
    sh(R"(
      git checkout -q -b other && echo theirs > 'was ignored.log' && git add -f . &&
      echo other > src/a.txt && git commit -qam other && git checkout -q main
      printf '*.log\nbuild/\n' > .gitignore && printf '* text=auto\n' > .gitattributes
      echo run > run.sh && ln -s src/a.txt link && mkdir deep && echo deep > deep/d.txt
      git add -A && git commit -qm two)");
  }
  // Dirty, staged, untracked, ignored; odd names, kinds and modes.
  void make_work() {
    sh(R"(
      printf 'mine\r\nno end' > src/a.txt; printf 'a\000b\377' > deep/d.txt; chmod 755 deep/d.txt
      echo staged > staged.txt && git add staged.txt && echo more >> staged.txt
      rm -f link && ln -s 'nowhere at all' link
      echo new > 'new  file.txt'; printf x > 'line
break "q" \ tab	.txt'; mkdir -p fresh/in; echo f > fresh/in/f; ln -s ../up fresh/l
      echo sh > fresh/tool && chmod 700 fresh/tool; echo secret > fresh/private; chmod 600 fresh/private
      echo local > 'was ignored.log'; mkdir -p build; echo made > build/out; : > empty)");
  }
  std::string sh(const std::string& command) const { return scene.by_hand(command); }
  // Every file with kind, mode and content; one line each.
  std::map<std::string, std::string> files() const {
    const std::string said = sh(R"(
      find . -path ./.git -prune -o \( -type f -o -type l \) -printf '%p\0%y%m ' \
        \( -type l -printf '%l\0' -o -exec sh -c 'sha1sum < "$1" | tr -d "\n"; printf "\0"' - {} \; \))");
    std::map<std::string, std::string> all;
    std::string name;
    for (std::size_t at = 0; at < said.size();) {
      const std::size_t end = said.find('\0', at);
      std::string part = said.substr(at, end - at);
      at = end + 1;
      if (name.empty()) {
        name = std::move(part);
      } else {
        all[std::exchange(name, {})] = std::move(part);
      }
    }
    return all;
  }
  // As `git ... -z | tr '\n\0' '\0\n'` says it.
  static std::string line_of(std::string name) {
    std::ranges::replace(name, '\n', '\0');
    return "\n" + name.substr(2) + "\n";
  }
  int restore(Agent& agent, const std::string& words) {
    EXPECT_EQ(agent.run(support::built("flockgate") + " restore " + words), "allow");
    return agent.exit_code();
  }
  std::string list() const { return sh(support::built("flockgate") + " restore --list"); }

  HookScene scene;
  Agent ada{scene, "ada"};
};

class SnapshotForms : public Snapshot, public testing::WithParamInterface<const char*> {};

TEST_P(SnapshotForms, ComesBackByteForByteAfterGc) {
  make_work();
  const auto before = files();
  const std::string work =
      "\n" + sh(R"((git diff -z --name-only HEAD; git ls-files -oz) | tr '\n\0' '\0\n')");
  const std::string verdict = ada.run(GetParam());
  ASSERT_TRUE(goes_on(verdict)) << verdict;
  ASSERT_EQ(ada.exit_code(), 0);
  auto lost = before;
  const auto after = files();
  std::erase_if(lost, [&](const auto& file) {
    const auto found = after.find(file.first);
    const bool is_there = found != after.end() && found->second == file.second;
    return is_there || work.find(line_of(file.first)) == std::string::npos;
  });
  EXPECT_FALSE(lost.empty()) << "destroys nothing";
  sh("git reflog expire --expire=now --all && git gc -q --prune=now");
  ASSERT_EQ(restore(ada, ""), 0) << list();
  const auto now = files();
  for (const auto& [name, what] : lost) {
    if (name.starts_with("./build/")) continue;  // made again by its program
    EXPECT_EQ(now.contains(name) ? now.at(name) : "gone", what) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Git, SnapshotForms,
    testing::Values("git reset -q --hard", "git reset -q --hard HEAD~1",
                    "git reset --hard -q other", "git checkout -q -f", "git checkout -q -f other",
                    "git checkout -q .", "git checkout -q -- src", "git checkout -q HEAD -- .",
                    "git checkout -q other -- src/a.txt 'was ignored.log'",
                    "git checkout -q src/a.txt deep", "git checkout-index -f src/a.txt link",
                    "git read-tree -u --reset HEAD", "git restore .",
                    "git restore -s other src/a.txt", "git restore -SW .",
                    "git restore --worktree -- link", "git switch -q -f other",
                    "git switch -q --discard-changes other", "git clean -fdq", "git clean -fdxq",
                    "git clean -fXq", "git clean -f fresh/in", "git clean -fd -e '*.txt'",
                    "git stash -q -u", "git stash push -q -- src", "git stash -q -a",
                    "git rm -q -f src/a.txt", "git rm -rqf src deep", "rm -rf fresh",
                    "rm -r src deep fresh", "cd deep && git reset -q --hard",
                    "git -C deep checkout -q -- .", "git commit -qam wip && git clean -fdq",
                    "git stash -q && git checkout -q other && rm -rf fresh && true"));

// What is ignored is written over without a word by verbs that merely go elsewhere.
class SnapshotMoves : public Snapshot, public testing::WithParamInterface<const char*> {};

TEST_P(SnapshotMoves, IgnoredFilesThatABranchBringsAreKept) {
  scene.dir().write("repo/was ignored.log", "local\n");
  ASSERT_TRUE(goes_on(ada.run(GetParam())));
  ASSERT_EQ(scene.dir().read("repo/was ignored.log"), "theirs\n");
  EXPECT_EQ(restore(ada, "-- 'was ignored.log'"), 0);
  EXPECT_EQ(scene.dir().read("repo/was ignored.log"), "local\n");
}

INSTANTIATE_TEST_SUITE_P(Git, SnapshotMoves,
                         testing::Values("git checkout -q other", "git switch -q other",
                                         "git merge -q -X ours other", "git reset -q --hard other",
                                         "git checkout -q -B new other"));

TEST_F(Snapshot, WithoutWorkInDangerNothingIsKept) {
  for (const char* command :
       {"git reset -q --hard", "git checkout -q other", "git switch -q main", "git clean -fdq",
        "git checkout -q .", "git status", "git add -A", "rm -rf deep", "echo x > src/new.txt"}) {
    ASSERT_EQ(ada.run(command), "allow") << command;
    EXPECT_EQ(list(), "") << command;
  }
  EXPECT_EQ(sh("git for-each-ref refs/flockgate"), "");
}

TEST_F(Snapshot, AFileOfItsBareNameIsAllThatIsKept) {
  make_work();
  ASSERT_TRUE(goes_on(ada.run("git checkout src/a.txt")));
  EXPECT_EQ(sh("git ls-tree -r --name-only $(git for-each-ref --format='%(refname)' "
               "refs/flockgate)"),
            "src/a.txt\n");
  EXPECT_EQ(restore(ada, ""), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "mine\r\nno end");
}

TEST_F(Snapshot, TheRealIndexIsNotTouched) {
  make_work();
  sh("git update-index -q --refresh; cp .git/index ../index");
  ASSERT_EQ(support::verdict_of(support::clients().front(), ada.shell("git reset --hard")),
            "allow");
  EXPECT_EQ(sh("cmp .git/index ../index && echo same"), "same\n");
  EXPECT_THAT(list(), HasSubstr("git reset --hard"));
}

TEST_F(Snapshot, TheRealIndexIsNotTouchedForNamedFiles) {
  make_work();
  sh("touch run.sh deep/d.txt; cp .git/index ../index");  // younger than the index says
  ASSERT_EQ(support::verdict_of(support::clients().front(),
                                ada.shell("git checkout -- src/a.txt run.sh deep")),
            "allow");
  EXPECT_EQ(sh("cmp .git/index ../index && echo same"), "same\n");
}

// Git leaves its own look at such a file out, and checkout writes over it.
TEST_F(Snapshot, WhatIsAssumedUnchangedIsKept) {
  sh("git update-index --assume-unchanged src/a.txt && echo mine > src/a.txt");
  ASSERT_TRUE(goes_on(ada.run("git checkout -q -- src/a.txt")));
  ASSERT_EQ(scene.dir().read("repo/src/a.txt"), "alpha\nbeta\n");
  EXPECT_EQ(restore(ada, ""), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "mine\n");
}

TEST_F(Snapshot, WhatCannotBeKeptIsNotRun) {
  make_work();
  sh("mkdir -p .git/refs/flockgate && echo > .git/refs/flockgate/snapshots");
  for (const char* command :
       {"git checkout -q -- src/a.txt", "git reset -q --hard", "rm -rf fresh"}) {
    EXPECT_EQ(ada.run(command), "deny") << command;
    EXPECT_THAT(ada.answer(),
                testing::AllOf(HasSubstr("[branch.unkept]"), HasSubstr("flockgate shelve NAME")));
  }
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "mine\r\nno end");
  sh("rm -r .git/refs/flockgate");
  EXPECT_TRUE(goes_on(ada.run("git checkout -q -- src/a.txt")));  // nothing was left held
}

// Each shape of a repository that our own reader leaves to git, or reads otherwise.
class SnapshotShapes : public Snapshot, public testing::WithParamInterface<const char*> {};

TEST_P(SnapshotShapes, NamedFilesAndTheWholeTreeComeBack) {
  sh(GetParam());
  for (const char* command : {"git checkout -q -- src/a.txt", "git reset -q --hard"}) {
    scene.dir().write("repo/src/a.txt", "mine\r\n");
    ada.read("src/a.txt");
    ASSERT_TRUE(goes_on(ada.run(command))) << ada.answer();
    ASSERT_NE(scene.dir().read("repo/src/a.txt"), "mine\r\n") << command;
    sh("git reflog expire --expire=now --all && git gc -q --prune=now");
    ASSERT_EQ(restore(ada, ""), 0) << list();
    EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "mine\r\n") << command;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Git, SnapshotShapes,
    testing::Values("git gc -q && git pack-refs --all", "git update-index --split-index",
                    "git update-index --index-version 4", "git checkout -q --detach",
                    "git config core.autocrlf input", "git config core.sharedRepository group",
                    "git config core.fileMode false", "git sparse-checkout set --cone src",
                    "git config extensions.worktreeConfig true",
                    "echo '*.txt filter=up' > .git/info/attributes && git config filter.up.clean "
                    "'tr a-z A-Z' && git config filter.up.smudge 'tr A-Z a-z'",
                    "rm -rf .git && git init -q -b main --object-format=sha256 && git add . && "
                    "git commit -qm one"));

TEST_F(Snapshot, ARepositoryWithoutACommitIsKeptToo) {
  sh("rm -rf .git && git init -q && git add src .env.example");
  ASSERT_TRUE(goes_on(ada.run("git reset -q --hard")));
  ASSERT_FALSE(scene.dir().has("repo/src/a.txt"));
  ASSERT_EQ(restore(ada, ""), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "alpha\nbeta\n");
}

TEST_F(Snapshot, NewerWorkIsKeptBeforeItIsWrittenOver) {
  scene.dir().write("repo/src/a.txt", "first\n");
  ASSERT_EQ(ada.run("git checkout -- src/a.txt"), "allow");
  scene.dir().write("repo/src/a.txt", "second\n");
  ASSERT_EQ(restore(ada, "-- src"), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "first\n");
  ASSERT_EQ(restore(ada, ""), 0);  // the last one is what restore itself kept
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "second\n");
}

TEST_F(Snapshot, WorkOfAnotherStaysAsItIs) {
  scene.dir().write("repo/src/a.txt", "ada\n");
  scene.dir().write("repo/deep/d.txt", "ada\n");
  ASSERT_EQ(ada.run("git checkout -- src deep"), "allow");
  Agent bob(scene, "bob");
  bob.read("src/a.txt");
  ASSERT_EQ(bob.write("src/a.txt", "bob\n").out, "");
  EXPECT_EQ(restore(ada, ""), 1);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "bob\n");
  EXPECT_EQ(scene.dir().read("repo/deep/d.txt"), "ada\n");
}

TEST_F(Snapshot, AFileThatAnotherWritesNowIsBusy) {
  scene.dir().write("repo/src/a.txt", "ada\n");
  ASSERT_EQ(ada.run("git checkout -- src"), "allow");
  Agent bob(scene, "bob");
  bob.read("src/a.txt");
  bob.begin_write("src/a.txt", "bob\n");
  EXPECT_EQ(restore(ada, "--wait 0s"), 75);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "bob\n");
}

TEST_F(Snapshot, NothingIsWrittenThroughALink) {
  make_work();
  ASSERT_EQ(ada.run("git clean -fdq"), "allow");
  sh("mkdir ../outside && ln -s ../outside fresh");
  EXPECT_EQ(restore(ada, "-- fresh 'new  file.txt'"), 1);
  EXPECT_EQ(sh("ls ../outside"), "");
  EXPECT_EQ(scene.dir().read("repo/new  file.txt"), "new\n");
}

TEST_F(Snapshot, WhatMayNotBeReadIsNotCopied) {
  sh("git rm -q --cached .env && git commit -qm no && echo .env > .git/info/exclude");
  make_work();
  ada.shell("git clean -fdx");
  EXPECT_EQ(sh("git log --all --format= --name-only -- .env | sort -u"), ".env\n");  // its old one
  EXPECT_EQ(sh("git ls-tree -r --name-only $(git for-each-ref --format='%(refname)' "
               "refs/flockgate) | grep -c '^.env$'"),
            "0\n");
}

TEST_F(Snapshot, WhatIsTooMuchIsTold) {
  sh("mkdir data && truncate -s 129M data/big && echo x > data/small");
  EXPECT_EQ(ada.run("git clean -fdq"), "warn");
  EXPECT_THAT(ada.answer(), HasSubstr("[branch.unsaved]"));
  EXPECT_EQ(restore(ada, ""), 0);
  EXPECT_EQ(scene.dir().read("repo/data/small"), "x\n");
}

TEST_F(Snapshot, ManyFilesAreOneTouch) {
  sh("for i in $(seq 300); do echo $i > src/$i; done; git add src && git commit -qm many && "
     "for i in $(seq 300); do echo more >> src/$i; done");
  const auto before = files();
  ASSERT_TRUE(goes_on(ada.run("git reset -q --hard")));
  EXPECT_NE(files(), before);
  EXPECT_EQ(restore(ada, ""), 0);
  EXPECT_EQ(files(), before);
}

// A hook of the repository does what no words say.
TEST_F(Snapshot, WhatACommandDidBesideIsToldAndComesBack) {
  Agent bob(scene, "bob");
  bob.read("src/a.txt");
  ASSERT_EQ(bob.write("src/a.txt", "bob\n").out, "");
  ASSERT_EQ(bob.write("bobs.txt", "bob\n").out, "");
  ada.read("deep/d.txt");
  ASSERT_EQ(ada.write("deep/d.txt", "ada\n").out, "");
  scene.dir().write("repo/.git/hooks/post-checkout",
                    "#!/bin/sh\ngit cat-file blob HEAD:src/a.txt > src/a.txt; rm bobs.txt\n");
  sh("chmod +x .git/hooks/post-checkout");
  ASSERT_TRUE(goes_on(ada.run("git checkout -q -- deep/d.txt")));
  EXPECT_THAT(ada.answer_after(), testing::AllOf(HasSubstr("[branch.surprise]"),
                                                 HasSubstr("bobs.txt, src/a.txt changed")));
  EXPECT_THAT(scene.audit(), HasSubstr("\"rule\":\"branch.surprise\""));
  ASSERT_EQ(scene.dir().read("repo/src/a.txt"), "alpha\nbeta\n");
  EXPECT_EQ(restore(ada, ""), 0);  // its own file only
  EXPECT_EQ(scene.dir().read("repo/deep/d.txt"), "ada\n");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "alpha\nbeta\n");
  const std::string id = list().substr(0, list().find(' '));
  EXPECT_EQ(restore(ada, id + " -- bobs.txt src/a.txt"), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "bob\n");
  EXPECT_EQ(scene.dir().read("repo/bobs.txt"), "bob\n");
}

TEST_F(Snapshot, WhatOthersDoMeanwhileIsNoSurprise) {
  Agent bob(scene, "bob");
  bob.read("src/a.txt");
  ASSERT_EQ(bob.write("src/a.txt", "bob\n").out, "");
  ada.read("deep/d.txt");
  ASSERT_EQ(ada.write("deep/d.txt", "ada\n").out, "");
  ASSERT_EQ(
      support::verdict_of(support::clients().front(), ada.shell("git checkout -q -- deep/d.txt")),
      "allow");
  ASSERT_EQ(bob.write("src/a.txt", "bob again\n").out, "");
  sh("git checkout -q -- deep/d.txt");
  EXPECT_EQ(ada.end_write().out, "");
  EXPECT_EQ(scene.audit().find("branch.surprise"), std::string::npos);
}

TEST_F(Snapshot, LinkedWorkTreesHaveTheirOwn) {
  sh("git worktree add -q ../linked other && echo bob > ../linked/src/a.txt");
  Agent bob(scene, "bob", scene.dir() / "linked");
  ASSERT_EQ(bob.run("git checkout -- src/a.txt"), "allow");
  EXPECT_EQ(list(), "");
  ASSERT_EQ(bob.run(support::built("flockgate") + " restore"), "allow");
  EXPECT_EQ(scene.dir().read("linked/src/a.txt"), "bob\n");
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "alpha\nbeta\n");
}

TEST_F(Snapshot, OldOnesAreDroppedWhenASessionEnds) {
  const auto kept_at = [&](const std::string& when, const std::string& id) {
    sh("GIT_COMMITTER_DATE=@$(date -d '" + when + "' +%s) git commit-tree -m 'before: x' " +
       "HEAD^{tree} | xargs git update-ref refs/flockgate/snapshots/" + id);
  };
  kept_at("8 days ago", "20200101-000000-000");
  kept_at("6 days ago", "20200102-000000-000");
  ada.leave();
  EXPECT_THAT(list(), testing::StartsWith("20200102-"));
}

TEST_F(Snapshot, AskedForByNameAndListed) {
  scene.dir().write("repo/src/a.txt", "one\n");
  ASSERT_EQ(ada.run("git checkout -- src/a.txt"), "allow");
  ASSERT_EQ(ada.run("echo two > src/a.txt"), "allow");
  ASSERT_EQ(ada.run("git checkout -- src/a.txt"), "allow");
  const std::string first = list().substr(0, list().find(' '));
  ASSERT_EQ(restore(ada, first), 0);
  EXPECT_EQ(scene.dir().read("repo/src/a.txt"), "one\n");
  EXPECT_EQ(restore(ada, "19700101"), 1);
  EXPECT_EQ(restore(ada, first + " -- src/none.txt"), 1);
}

}  // namespace
