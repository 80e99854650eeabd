// What the index file and lstat tell is what git tells, whatever state the work tree is in.
#include "coord/git/tracked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coord/base/text.h"
#include "coord/git/difference.h"
#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TrackedTest : public testing::Test {
 protected:
  void SetUp() override {
    sh("git init -q -b main .");
    fill();
  }
  void fill() {
    sh("printf 'one\\n' > a.txt; mkdir -p sub/deep sub-b; echo b > sub/b.txt; echo c > "
       "sub/deep/c.txt; echo d > sub-b/d.txt; echo x > 'line\nbreak'; ln -s a.txt link; "
       "git add . && git commit -qm one && git branch other && echo other > sub/b.txt && "
       "echo e > e.txt && git add . && git commit -qm two");
  }
  std::string sh(const std::string& command) const {
    const support::Ended ended = support::run_shell(dir_.path(), command);
    EXPECT_EQ(ended.code, 0) << command << '\n' << ended.err;
    return ended.out;
  }
  // What git says of the same.
  Names by_git(const std::string& words) const {
    Names names;
    const std::string said =
        sh("GIT_OPTIONAL_LOCKS=0 git diff --name-only -z --no-renames "
           "--ignore-submodules=all " +
           words);
    for (const auto name : base::split(said, '\0')) {
      if (!name.empty()) names.emplace_back(name);
    }
    sort_once(names);
    return names;
  }
  Names ours(const std::string& tree, const Names& paths = {}) {
    Names names = differing_files(at(), tree, paths).value();
    sort_once(names);
    return names;
  }
  GitSpot at(const std::string& folder = {}) {
    return {world_, dir_.path(), folder.empty() ? dir_.path() : dir_ / folder};
  }

  support::TempDir dir_;
  base::Env env_ = base::read_env();
  base::World world_{base::real_disk(), base::real_clock(), env_};
};

class TrackedStates : public TrackedTest, public testing::WithParamInterface<const char*> {};

TEST_P(TrackedStates, AreToldAsGitTellsThem) {
  sh(GetParam());
  EXPECT_EQ(ours(""), by_git(""));
  EXPECT_EQ(ours("", {"sub"}), by_git("-- sub"));
  EXPECT_EQ(ours("HEAD"), by_git("HEAD"));
  EXPECT_EQ(ours("HEAD", {"./a.txt", "sub/"}), by_git("HEAD -- a.txt sub"));
  EXPECT_EQ(ours("other"), by_git("other"));
}

INSTANTIATE_TEST_SUITE_P(
    Git, TrackedStates,
    testing::Values(
        "true", "printf 'two two\\n' > a.txt", "printf 'two\\n' > a.txt", "touch a.txt sub/b.txt",
        "rm a.txt && rm -r sub", "chmod +x a.txt", "rm link && ln -s b.txt link",
        "rm link && cp a.txt link", "rm a.txt && ln -s e.txt a.txt", "rm a.txt && mkdir a.txt",
        "rm -r sub && echo file > sub", "echo 2 > a.txt && git add a.txt",
        "echo 2 > a.txt && git add a.txt && printf 'one\\n' > a.txt", "echo n > new && git add new",
        "echo n > new && git add new && rm new", "echo n > new && git add -N new",
        "git rm -q --cached a.txt", "git rm -q a.txt", "git rm -q --cached a.txt && echo 2 > a.txt",
        "git mv a.txt sub/z.txt", "git mv sub nested && echo 2 > nested/b.txt", ": > a.txt",
        ": > a.txt && git add a.txt", "printf 'ONE\\n' > a.txt && touch -r .git/index a.txt",
        "touch -d '1 hour ago' .git/index && printf 'ONE\\n' > a.txt",
        "touch -d 'now + 1 hour' a.txt && git add a.txt", "git read-tree HEAD",
        "git read-tree other", "git update-index --skip-worktree a.txt && echo 2 > a.txt",
        "git update-index --skip-worktree a.txt && rm a.txt",
        "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),mod && mkdir mod",
        "git checkout -q -b third other && echo third > sub/b.txt && git commit -qam third && "
        "! git merge -q main",
        "git update-index --split-index && echo 2 > a.txt && git add a.txt && echo 3 > e.txt",
        "git update-index --index-version 4 && echo 3 > e.txt",
        "git config core.fileMode false && chmod +x a.txt",
        "git config core.autocrlf input && printf 'one\\r\\n' > a.txt",
        "git sparse-checkout set --cone sub && echo 3 > sub/b.txt",
        "git sparse-checkout set --cone --sparse-index sub && echo 3 > sub/b.txt",
        "echo '* text=auto' > .gitattributes && printf 'one\\r\\n' > a.txt && echo 2 > e.txt",
        "echo '*.txt eol=lf' > sub/.gitattributes && printf 'other\\r\\n' > sub/b.txt",
        "git gc -q && echo 2 > e.txt", "git pack-refs --all && git checkout -q --detach",
        "git config core.checkStat minimal && touch e.txt"));

TEST_F(TrackedTest, Sha256IsGitsToTell) {
  sh("rm -rf .git && git init -q -b main --object-format=sha256 .");
  fill();
  sh("echo 2 > a.txt && echo 3 > e.txt && git add e.txt");
  EXPECT_FALSE(Tracked::read(at()));
  EXPECT_EQ(ours(""), by_git(""));
  EXPECT_EQ(ours("HEAD"), by_git("HEAD"));
}

TEST_F(TrackedTest, AnIndexOfAnotherShapeIsGitsToTell) {
  ASSERT_TRUE(Tracked::read(at()));
  for (const char* shape :
       {"git update-index --split-index", "git update-index --no-split-index --index-version 4"}) {
    sh(shape);
    EXPECT_FALSE(Tracked::read(at())) << shape;
  }
}

// git-update-index(1): "assume unchanged" only spares git the look; checkout writes over the file.
TEST_F(TrackedTest, WhatIsAssumedUnchangedIsLookedAt) {
  sh("git update-index --assume-unchanged a.txt && echo 2 > a.txt");
  EXPECT_THAT(ours(""), ElementsAre("a.txt"));
}

TEST_F(TrackedTest, ByBytesAFileThatOnlyAttributesMakeEqualDiffers) {
  sh("echo '* text=auto' > .gitattributes && printf 'one\\r\\n' > a.txt");
  EXPECT_THAT(differing_bytes(at(), "", {}).value(), ElementsAre("a.txt"));
  EXPECT_THAT(ours(""), IsEmpty());
}

// The entry of a.txt says what lstat says, though the file's bytes are others.
TEST_F(TrackedTest, AFileAsYoungAsTheIndexIsReadAgain) {
  sh("rm .git/index && git reset -q && git rm -q --cached -r . && git add a.txt && "
     "printf 'ONE\\n' > a.txt");
  const auto info = base::real_disk().info(dir_ / "a.txt").value();
  std::string index = dir_.read(".git/index");
  const auto put = [&](std::size_t at, std::int64_t value) {
    for (int i = 0; i < 4; ++i)
      index[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (24 - 8 * i) & 0xFF);
  };
  constexpr std::int64_t kSecond = 1'000'000'000;
  put(12, info.changed_ns / kSecond);
  put(16, info.changed_ns % kSecond);
  put(20, info.modified_ns / kSecond);
  put(24, info.modified_ns % kSecond);
  put(32, static_cast<std::int64_t>(info.id.inode & 0xFFFFFFFFU));
  dir_.write(".git/index", index);
  sh("touch -r a.txt .git/index");
  EXPECT_THAT(Tracked::read(at())->changed({""}), ElementsAre("a.txt"));
  sh("touch -d '1 minute' .git/index");
  EXPECT_THAT(Tracked::read(at())->changed({""}), IsEmpty());
}

TEST_F(TrackedTest, PathspecsAreReadAsGitReadsThem) {
  sh("echo 2 | tee a.txt e.txt sub/b.txt sub/deep/c.txt sub-b/d.txt 'line\nbreak' > /dev/null");
  const auto from_sub = [&](const std::string& spec) {
    return differing_files(at("sub"), "", {spec}).value();
  };
  EXPECT_EQ(from_sub("b.txt"), (Names{"sub/b.txt"}));
  EXPECT_EQ(from_sub("../a.txt"), (Names{"a.txt"}));
  EXPECT_EQ(from_sub("."), (Names{"sub/b.txt", "sub/deep/c.txt"}));
  EXPECT_EQ(from_sub("deep/"), (Names{"sub/deep/c.txt"}));
  EXPECT_EQ(from_sub(":/e.txt"), (Names{"e.txt"}));
  EXPECT_EQ(from_sub("*.txt"), (Names{"sub/b.txt", "sub/deep/c.txt"}));
  EXPECT_EQ(from_sub(":(literal)b.txt"), (Names{"sub/b.txt"}));
  EXPECT_EQ(from_sub(dir_ / "sub-b"), (Names{"sub-b/d.txt"}));
  EXPECT_EQ(from_sub("none"), Names{});
  EXPECT_EQ(differing_files(at("sub"), "", {}).value().size(), 6U);
  EXPECT_EQ(tracked_files(at("sub"), {}).value(), (Names{"sub/b.txt", "sub/deep/c.txt"}));
}

TEST_F(TrackedTest, WhatACommitHasAndTheIndexHasNot) {
  sh("git rm -q --cached a.txt");
  EXPECT_EQ(unknown_files(at(), "other").value(), (Names{"a.txt"}));
  EXPECT_EQ(unknown_files(at(), "nowhere").value(), std::nullopt);
}

TEST_F(TrackedTest, HeadIsReadWhereverItStands) {
  const auto plain = plain_repository(at());
  ASSERT_TRUE(plain);
  const auto head = [&] { return head_commit(base::real_disk(), plain->layout).value_or("none"); };
  const std::string id = sh("git rev-parse HEAD").substr(0, 40);
  EXPECT_EQ(head(), id);
  sh("git pack-refs --all");
  EXPECT_EQ(head(), id);
  sh("git checkout -q --detach");
  EXPECT_EQ(head(), id);
  sh("git checkout -q --orphan fresh");
  EXPECT_EQ(head(), "none");
}

TEST_F(TrackedTest, AnUntouchedIndexIsHead) {
  EXPECT_TRUE(Tracked::read(at())->is_head());
  sh("echo n > new && git add new");
  EXPECT_FALSE(Tracked::read(at())->is_head());
  sh("git reset -q --hard other");
  EXPECT_TRUE(Tracked::read(at())->is_head());
  sh("git reset -q --soft ORIG_HEAD");
  EXPECT_FALSE(Tracked::read(at())->is_head());
}

}  // namespace
}  // namespace coord
