#include "coord/base/disk.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "tests/support/faulty_disk.h"
#include "tests/support/temp_dir.h"

namespace base {
namespace {

using support::DiskCall;
using support::FaultyDisk;
using support::TempDir;

class RealDiskTest : public testing::Test {
 protected:
  TempDir dir_;
  Disk& disk_ = real_disk();

  Code open_code(const std::string& name, Open how = Open::read) {
    const Result<FileHandle> file = disk_.open(dir_ / name, how);
    return file ? Code::internal : file.error().code;
  }
};

TEST_F(RealDiskTest, MissingFileIsNotFoundAndNamesThePath) {
  const auto file = disk_.open(dir_ / "none", Open::read);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, Code::not_found);
  EXPECT_EQ(file.error().where, dir_ / "none");
}

TEST_F(RealDiskTest, PathThroughAFileIsNotFound) {
  dir_.write("file", "x");
  EXPECT_EQ(open_code("file/below"), Code::not_found);
}

TEST_F(RealDiskTest, LinkInTheLastPartIsRefused) {
  dir_.write("real", "x");
  ASSERT_EQ(::symlink((dir_ / "real").c_str(), (dir_ / "link").c_str()), 0);
  for (const Open how : {Open::read, Open::append, Open::create_append, Open::read_write}) {
    EXPECT_EQ(open_code("link", how), Code::denied);
  }
}

TEST_F(RealDiskTest, FifoNeitherHangsNorOpens) {
  ASSERT_EQ(::mkfifo((dir_ / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(open_code("fifo", Open::read), Code::denied);
  EXPECT_EQ(open_code("fifo", Open::append), Code::denied);
}

TEST_F(RealDiskTest, FolderIsNoRegularFile) {
  EXPECT_EQ(open_code("", Open::read), Code::denied);
  EXPECT_EQ(open_code("", Open::append), Code::denied);
}

TEST_F(RealDiskTest, NameWithNulIsRefusedBeforeTheSystemCutsIt) {
  dir_.write("a", "x");
  EXPECT_EQ(open_code(std::string("a\0b", 3)), Code::invalid_input);
  EXPECT_FALSE(disk_.info(std::string()));
}

TEST_F(RealDiskTest, CreateNewIsBusyWhenTheNameExists) {
  EXPECT_TRUE(disk_.open(dir_ / "a", Open::create_new));
  EXPECT_EQ(open_code("a", Open::create_new), Code::busy);
}

TEST_F(RealDiskTest, DescriptorsCloseOnExec) {
  const auto file = disk_.open(dir_ / "a", Open::create_append);
  ASSERT_TRUE(file);
  EXPECT_NE(::fcntl(file->fd(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST_F(RealDiskTest, AppendReadsBackAndTruncates) {
  const auto file = disk_.open(dir_ / "a", Open::create_append);
  ASSERT_TRUE(file);
  EXPECT_EQ(disk_.write(*file, "one").value(), 3U);
  EXPECT_EQ(disk_.write(*file, "two").value(), 3U);
  std::array<char, 8> got = {};
  EXPECT_EQ(disk_.read_at(*file, got.data(), got.size(), 1).value(), 5U);
  EXPECT_STREQ(got.data(), "netwo");
  EXPECT_TRUE(disk_.sync(*file));
  EXPECT_TRUE(disk_.truncate(*file, 3));
  EXPECT_EQ(disk_.info(*file)->size, 3U);
}

TEST_F(RealDiskTest, InfoTellsKindModeAndLinks) {
  dir_.write("a", "12345");
  ASSERT_TRUE(disk_.link(dir_ / "a", dir_ / "b"));
  ASSERT_TRUE(disk_.set_mode(dir_ / "a", 0640));
  ASSERT_EQ(::symlink("a", (dir_ / "l").c_str()), 0);
  const FileInfo info = disk_.info(dir_ / "a").value();
  EXPECT_EQ(info.kind, FileKind::regular);
  EXPECT_EQ(info.size, 5U);
  EXPECT_EQ(info.mode, 0640U);
  EXPECT_EQ(info.links, 2U);
  EXPECT_EQ(info.owner, ::getuid());
  EXPECT_EQ(info.id, disk_.info(dir_ / "b")->id);
  EXPECT_EQ(disk_.info(dir_ / "l")->kind, FileKind::link);
  EXPECT_EQ(disk_.info(dir_ / "l", true)->id, info.id);
  EXPECT_EQ(disk_.info(dir_.path())->kind, FileKind::directory);
}

TEST_F(RealDiskTest, ATouchedFileIsAsYoungAsANewOne) {
  dir_.write("a", "");
  const timespec old[2] = {};
  ASSERT_EQ(::utimensat(AT_FDCWD, (dir_ / "a").c_str(), old, 0), 0);
  ASSERT_EQ(disk_.info(dir_ / "a")->modified_ns, 0);
  ASSERT_TRUE(disk_.touch(dir_ / "a"));
  dir_.write("b", "");
  EXPECT_LE(disk_.info(dir_ / "a")->modified_ns, disk_.info(dir_ / "b")->modified_ns);
  EXPECT_GT(disk_.info(dir_ / "a")->modified_ns, 0);
  EXPECT_EQ(disk_.touch(dir_ / "none").error().code, Code::not_found);
}

TEST_F(RealDiskTest, ModeOfALinkIsNotTheTargets) {
  dir_.write("a", "");
  ASSERT_EQ(::symlink("a", (dir_ / "l").c_str()), 0);
  EXPECT_FALSE(disk_.set_mode(dir_ / "l", 0777));
  EXPECT_NE(disk_.info(dir_ / "a")->mode, 0777U);
}

TEST_F(RealDiskTest, ListIsSortedWithoutDots) {
  dir_.write("b", "");
  dir_.write("a/x", "");
  dir_.write(".c", "");
  EXPECT_EQ(disk_.list(dir_.path()).value(), (std::vector<std::string>{".c", "a", "b"}));
  EXPECT_EQ(disk_.list(dir_ / "none").error().code, Code::not_found);
}

// The plain one, and the one that remembers folders; each asked twice, for the second answer may
// come from memory.
class ResolvingDiskTest : public RealDiskTest, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override { ASSERT_EQ(::chdir(dir_.path().c_str()), 0); }
  void TearDown() override { ASSERT_EQ(::chdir("/"), 0); }

  Disk& disk() { return GetParam() ? *call_disk_ : disk_; }
  Result<std::string> twice(const std::string& path) {
    const auto first = disk().resolve(path);
    auto second = disk().resolve(path);
    EXPECT_EQ(first.has_value(), second.has_value()) << path;
    if (first && second) {
      EXPECT_EQ(*first, *second);
    } else if (!first && !second) {
      EXPECT_EQ(to_text(first.error()), to_text(second.error()));
    }
    return second;
  }

 private:
  std::unique_ptr<Disk> call_disk_ = make_call_disk(dir_.path());
};

INSTANTIATE_TEST_SUITE_P(Both, ResolvingDiskTest, testing::Bool());

TEST_P(ResolvingDiskTest, ResolveFollowsLinksAndKeepsWhatIsMissing) {
  dir_.write("real/file", "");
  ASSERT_EQ(::symlink("real", (dir_ / "rel").c_str()), 0);
  ASSERT_EQ(::symlink((dir_ / "rel").c_str(), (dir_ / "abs").c_str()), 0);
  EXPECT_EQ(twice(dir_ / "abs/file").value(), dir_ / "real/file");
  EXPECT_EQ(twice(dir_ / "abs/none/./deeper/").value(), dir_ / "real/none/deeper");
  EXPECT_EQ(twice(dir_ / "rel/file/below").value(), dir_ / "real/file/below");
  EXPECT_EQ(twice("/").value(), "/");
  EXPECT_EQ(twice("/../..").value(), "/");
}

TEST_P(ResolvingDiskTest, ResolveTakesDotDotAfterTheLinkNotBefore) {
  dir_.write("far/away/file", "");
  ASSERT_EQ(::symlink("far/away", (dir_ / "here").c_str()), 0);
  EXPECT_EQ(twice(dir_ / "here/../x").value(), dir_ / "far/x");
}

TEST_P(ResolvingDiskTest, ResolveOfADanglingLinkIsItsTarget) {
  ASSERT_EQ(::symlink("gone/for/good", (dir_ / "l").c_str()), 0);
  EXPECT_EQ(twice(dir_ / "l/x").value(), dir_ / "gone/for/good/x");
}

TEST_P(ResolvingDiskTest, ResolveEndsOnCirclesAndRelativePaths) {
  ASSERT_EQ(::symlink("b", (dir_ / "a").c_str()), 0);
  ASSERT_EQ(::symlink("a", (dir_ / "b").c_str()), 0);
  ASSERT_EQ(::symlink("self/x", (dir_ / "self").c_str()), 0);
  EXPECT_EQ(twice(dir_ / "a").error().code, Code::invalid_input);
  EXPECT_EQ(twice(dir_ / "self").error().code, Code::invalid_input);
  EXPECT_EQ(twice("a/b").error().code, Code::invalid_input);
}

TEST_P(ResolvingDiskTest, ResolvesBelowWhatItHasResolved) {
  dir_.write("real/deep/file", "");
  ASSERT_EQ(::symlink("real", (dir_ / "rel").c_str()), 0);
  ASSERT_EQ(::symlink("../rel/deep", (dir_ / "real/up").c_str()), 0);
  EXPECT_EQ(twice(dir_ / "rel").value(), dir_ / "real");
  EXPECT_EQ(twice(dir_ / "rel/up").value(), dir_ / "real/deep");
  EXPECT_EQ(twice(dir_ / "rel/up/file").value(), dir_ / "real/deep/file");
  EXPECT_EQ(twice(dir_ / "rel/up/../deep/none").value(), dir_ / "real/deep/none");
  EXPECT_EQ(twice(dir_ / "relative").value(), dir_ / "relative");
}

TEST_P(ResolvingDiskTest, LinksOfAllFoldersCountTogether) {
  dir_.write("real/file", "");
  std::string path = dir_.path();
  for (int i = 0; i < 41; ++i) {
    ASSERT_EQ(::symlink(".", (dir_ / ("l" + std::to_string(i))).c_str()), 0);
    path += "/l" + std::to_string(i);
    if (i < 40) {
      EXPECT_EQ(twice(path).value(), dir_.path()) << i;
    }
  }
  EXPECT_EQ(twice(path).error().code, Code::invalid_input);
}

TEST_P(ResolvingDiskTest, ManyMoreFoldersThanAreRemembered) {
  for (int i = 0; i < 200; ++i) {
    const std::string name = "d" + std::to_string(i) + "/x/y";
    EXPECT_EQ(twice(dir_ / name).value(), dir_ / name);
  }
}

TEST_F(RealDiskTest, HandleMovesItsDescriptor) {
  FileHandle first = disk_.open(dir_ / "a", Open::create_new).value();
  const int fd = first.fd();
  FileHandle second;
  second = std::move(first);
  EXPECT_EQ(second.fd(), fd);
  EXPECT_FALSE(first.is_open());  // NOLINT(bugprone-use-after-move): the point of this test
  second = FileHandle();
  EXPECT_EQ(::fcntl(fd, F_GETFD), -1);
}

TEST(ReadFile, ReadsUpToTheLimitAndNotOneByteMore) {
  const TempDir dir;
  const std::string bytes(100'000, 'x');
  dir.write("a", bytes);
  EXPECT_EQ(read_file(real_disk(), dir / "a").value(), bytes);
  EXPECT_EQ(read_file(real_disk(), dir / "a", bytes.size()).value(), bytes);
  EXPECT_EQ(read_file(real_disk(), dir / "a", bytes.size() - 1).error().code, Code::invalid_input);
  dir.write("empty", "");
  EXPECT_EQ(read_file(real_disk(), dir / "empty", 0).value(), "");
}

TEST(ReadFile, ReadsFilesThatClaimToBeEmpty) {
  EXPECT_FALSE(read_file(real_disk(), "/proc/self/status").value().empty());
}

TEST(ReplaceFile, LeavesOldOrNewAndNoTempWhateverFails) {
  const TempDir dir;
  dir.write("a", "old");
  FaultyDisk disk(real_disk());
  ASSERT_TRUE(replace_file(disk, dir / "a", "new", 0600));
  EXPECT_EQ(dir.read("a"), "new");
  const std::size_t calls = disk.calls();
  ASSERT_GE(calls, 5U);
  for (std::size_t nth = 1; nth <= calls; ++nth) {
    dir.write("a", "old");
    disk.reset();
    disk.fail(std::nullopt, nth, {Code::io, "no space left", "", ""});
    const auto replaced = replace_file(disk, dir / "a", "new", 0600);
    EXPECT_FALSE(replaced) << nth;
    const bool renamed = nth == calls;  // only the folder's sync comes after the rename
    EXPECT_EQ(dir.read("a"), renamed ? "new" : "old") << nth;
    EXPECT_EQ(real_disk().list(dir.path())->size(), 1U) << nth;
  }
}

TEST(WriteNew, WritesOnAfterAShortWriteAndOverNothing) {
  const TempDir dir;
  FaultyDisk disk(real_disk());
  disk.shorten_write(1, 2);
  ASSERT_TRUE(write_new(disk, dir / "f", "whole", 0600));
  EXPECT_EQ(dir.read("f"), "whole");
  EXPECT_EQ(write_new(disk, dir / "f", "other", 0600).error().code, Code::busy);
  EXPECT_EQ(dir.read("f"), "whole");
}

TEST(ReplaceFile, WritesOnAfterAShortWrite) {
  const TempDir dir;
  FaultyDisk disk(real_disk());
  disk.shorten_write(1, 2);
  ASSERT_TRUE(replace_file(disk, dir / "a", "whole text", 0600));
  EXPECT_EQ(dir.read("a"), "whole text");
}

TEST(ReplaceFile, LeftoversOfACrashAreNotTakenOverAndCanBeRemoved) {
  const TempDir dir;
  dir.write("other", "");
  FaultyDisk disk(real_disk());
  disk.fail(DiskCall::sync, 1, {Code::io, "crash", "", ""});
  disk.fail(DiskCall::remove, 1, {Code::io, "crash", "", ""});
  EXPECT_FALSE(replace_file(disk, dir / "a", "one", 0600));
  EXPECT_EQ(real_disk().list(dir.path())->size(), 2U);
  ASSERT_TRUE(replace_file(real_disk(), dir / "a", "two", 0600));
  EXPECT_EQ(dir.read("a"), "two");
  ASSERT_TRUE(remove_leftovers(real_disk(), dir / "a"));
  EXPECT_EQ(real_disk().list(dir.path()).value(), (std::vector<std::string>{"a", "other"}));
}

TEST(RealDisk, RemovesAnEmptyFolderAndNoOther) {
  const TempDir dir;
  ASSERT_TRUE(real_disk().make_dir(dir / "empty", 0700));
  ASSERT_TRUE(real_disk().make_dir(dir / "full", 0700));
  dir.write("full/a", "");
  EXPECT_TRUE(real_disk().remove_dir(dir / "empty"));
  EXPECT_FALSE(real_disk().remove_dir(dir / "full"));
  EXPECT_FALSE(real_disk().remove_dir(dir / "full/a"));
  EXPECT_EQ(real_disk().list(dir.path()).value(), (std::vector<std::string>{"full"}));
}

TEST(MakeDirs, MakesParentsAndAcceptsWhatIsThere) {
  const TempDir dir;
  ASSERT_TRUE(make_dirs(real_disk(), dir / "a/b/c", 0700));
  EXPECT_EQ(real_disk().info(dir / "a/b/c")->mode, 0700U);
  EXPECT_TRUE(make_dirs(real_disk(), dir / "a/b/c/", 0700));
  EXPECT_TRUE(make_dirs(real_disk(), "/", 0700));
}

TEST(MakeDirs, FileInTheWayIsNoFolder) {
  const TempDir dir;
  dir.write("file", "");
  EXPECT_FALSE(make_dirs(real_disk(), dir / "file", 0700));
  EXPECT_FALSE(make_dirs(real_disk(), dir / "file/below", 0700));
}

}  // namespace
}  // namespace base
