// Fault-matrix section 4: the lock. Every test is named by its row.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <memory>

#include "coord/base/text.h"
#include "coord/journal/flock.h"
#include "coord/journal/lock_support.h"
#include "tests/support/child.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using base::Code;
using support::Child;
using support::DiskCall;
using support::Gate;
using support::JournalRig;
using support::words_of;

// A process that takes the journal's lock, says so, and keeps it until it dies.
class Holder {
 public:
  explicit Holder(const std::string& path)
      : child_([&] {
          const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
          if (fd < 0 || ::flock(fd, LOCK_EX) != 0) return 1;
          has_it_.open();
          for (;;) ::pause();
        }) {
    has_it_.pass();
  }

  Child& child() { return child_; }
  std::string pid() const { return "pid " + std::to_string(child_.pid()); }

 private:
  Gate has_it_;
  Child child_;
};

// Does anybody sleep on the lock of this file? (proc_locks(5): waiters have an arrow.)
bool somebody_waits(const std::string& path) {
  const std::string inode = ":" + std::to_string(base::real_disk().info(path)->id.inode) + " ";
  const int fd = ::open("/proc/locks", O_RDONLY | O_CLOEXEC);
  std::string text(1U << 16U, '\0');
  const ssize_t got = ::read(fd, text.data(), text.size());
  ::close(fd);
  text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.find("-> FLOCK") != line.npos && line.find(inode) != line.npos) return true;
  }
  return false;
}

// An append in a process of its own, asleep on the lock when the constructor is done.
std::unique_ptr<Child> waiting_writer(JournalRig& rig) {
  auto writer = std::make_unique<Child>(
      [&rig] { return rig.real_journal().append("note", "\"late\":1") ? 0 : 1; });
  EXPECT_TRUE(support::until([&] { return somebody_waits(rig.path); }));
  return writer;
}

TEST(Fault, L1_TheLockOfAKilledHolderIsFree) {
  JournalRig rig;
  rig.fill(1);
  Holder holder(rig.path);
  const auto writer = waiting_writer(rig);
  holder.child().send(SIGKILL);
  EXPECT_EQ(writer->wait(), 0);
  EXPECT_EQ(words_of(rig.check()), "");
}

TEST(Fault, L2_AStoppedHolderIsNamed) {
  JournalRig rig;
  rig.fill(1);
  Holder holder(rig.path);
  holder.child().send(SIGSTOP);
  holder.child().wait_until_stopped();
  const std::string before = rig.bytes();
  const auto receipt = rig.real_journal(20).append("note", "");
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, Code::timed_out);
  EXPECT_NE(receipt.error().where.find(holder.pid() + " ("), std::string::npos);
  EXPECT_NE(receipt.error().where.find("stopped (T)"), std::string::npos);
  EXPECT_EQ(rig.bytes(), before);
}

TEST(Fault, L3_AJournalReplacedAfterTheDecisionIsDecidedAgain) {
  JournalRig rig;
  rig.fill(1);
  std::vector<std::uint64_t> seen;
  const auto receipt = rig.journal().transact([&](const Tail& tail) {
    seen.push_back(tail.last.seq);
    if (seen.size() == 1) {
      // Somebody who does not know the rules puts an older copy in its place.
      rig.dir.write("copy", rig.lines()[0] + "\n");
      EXPECT_TRUE(rig.disk.rename(rig.dir / "copy", rig.path));
    }
    return Draft{"note", "\"n\":1"};
  });
  ASSERT_TRUE(receipt);
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{2, 1}));
  EXPECT_EQ((*receipt)->seq, 2U);
  EXPECT_EQ(rig.lines().size(), 2U);
}

// The paths a process has open.
std::vector<std::string> open_files(pid_t pid) {
  const std::string folder = "/proc/" + std::to_string(pid) + "/fd";
  std::vector<std::string> paths;
  for (const std::string& name :
       base::real_disk().list(folder).value_or(std::vector<std::string>())) {
    paths.push_back(base::real_disk().read_link(folder + "/" + name).value_or(""));
  }
  return paths;
}

// A program started now, once it runs; it ends with its standard input.
std::vector<std::string> files_of_a_started_program() {
  const Child program([] {
    ::execl("/bin/sleep", "sleep", "1000", nullptr);
    return 1;
  });
  const std::string exe = "/proc/" + std::to_string(program.pid()) + "/exe";
  EXPECT_TRUE(support::until([&] {
    return base::real_disk().read_link(exe).value_or("").find("sleep") != std::string::npos ||
           base::real_disk().read_link(exe).value_or("").find("coreutils") != std::string::npos ||
           base::real_disk().read_link(exe).value_or("").find("busybox") != std::string::npos;
  }));
  return open_files(program.pid());
}

TEST(Fault, L4_AProgramStartedUnderTheLockDoesNotOwnIt) {
  JournalRig rig;
  std::vector<std::string> files;
  const auto receipt = rig.journal().transact([&](const Tail&) {
    files = files_of_a_started_program();
    return Draft{"note", ""};
  });
  ASSERT_TRUE(receipt);
  EXPECT_FALSE(files.empty());
  for (const std::string& file : files) EXPECT_EQ(file.find(rig.dir.path()), std::string::npos);
}

TEST(Fault, L5_AProgramStartedAfterwardsHasNothingOfOurs) {
  JournalRig rig;
  auto journal = rig.journal();
  ASSERT_TRUE(journal.append("note", ""));
  const auto files = files_of_a_started_program();
  EXPECT_FALSE(files.empty());
  for (const std::string& file : files) EXPECT_EQ(file.find(rig.dir.path()), std::string::npos);
}

TEST(Fault, L6_AWaiterOfARenamedJournalStartsOver) {
  JournalRig rig;
  rig.fill(1);
  const std::string before = rig.bytes();
  Holder holder(rig.path);
  const auto writer = waiting_writer(rig);
  ASSERT_TRUE(rig.disk.rename(rig.path, rig.dir / "old"));
  holder.child().send(SIGKILL);
  EXPECT_EQ(writer->wait(), 0);
  EXPECT_EQ(rig.dir.read("old"), before);
  EXPECT_NE(rig.bytes().find("\"late\":1"), std::string::npos);
}

TEST(Fault, L7_AJournalMadeAgainWhileHeldIsNoticedBeforeTheWrite) {
  JournalRig rig;
  rig.fill(1);
  const std::string before = rig.bytes();
  auto journal = rig.journal();
  // Call 2 of this kind is the look right before the write.
  rig.disk.before(DiskCall::info_path, 2, [&] {
    ASSERT_TRUE(base::real_disk().rename(rig.path, rig.dir / "lost"));
    ASSERT_TRUE(rig.real_journal().append("note", "\"rival\":1"));
  });
  ASSERT_TRUE(journal.append("note", "\"mine\":1"));
  EXPECT_EQ(rig.dir.read("lost"), before);
  EXPECT_NE(rig.bytes().find("\"mine\":1"), std::string::npos);
  EXPECT_NE(rig.bytes().find("\"rival\":1"), std::string::npos);
}

TEST(Fault, L8_ALostStateFolderIsMadeAgainWithHigherNumbers) {
  JournalRig rig;
  auto journal = rig.journal();
  const auto before = journal.append("note", "");
  ASSERT_TRUE(base::real_disk().rename(rig.dir / "state", rig.dir / "gone"));
  const auto after = journal.append("note", "");
  ASSERT_TRUE(after);
  EXPECT_GT(after->seq, before->seq);
  EXPECT_NE(after->note.find("the journal was lost"), std::string::npos);
}

TEST(Fault, L9_AFileSystemWithoutLocksIsNamed) {
  const support::TempDir dir;
  const std::string name(file_system_of(dir.path())->name);
  for (const int number : {ENOLCK, EOPNOTSUPP, ENOSYS}) {
    const base::Error error = lock_error(number, dir.path());
    EXPECT_EQ(error.code, Code::unsupported);
    EXPECT_NE(error.what.find("(" + name + ")"), std::string::npos) << error.what;
    EXPECT_FALSE(error.hint.empty());
  }
  EXPECT_EQ(lock_error(EIO, dir.path()).code, Code::io);
}

TEST(Fault, L11_EveryDoubtfulFileSystemHasItsRow) {
  struct Row {
    std::uint32_t magic;
    std::string_view name;
    LockTrust trust;
  };
  for (const Row row : {
           Row{0x6969,     "nfs",     LockTrust::doubtful},
           Row{0xFF534D42, "cifs",    LockTrust::refused },
           Row{0xFE534D42, "smb2",    LockTrust::refused },
           Row{0x01021997, "9p",      LockTrust::doubtful},
           Row{0x65735546, "fuse",    LockTrust::doubtful},
           Row{0x794C7630, "overlay", LockTrust::doubtful},
  }) {
    EXPECT_EQ(file_system_by(row.magic).name, row.name);
    EXPECT_EQ(file_system_by(row.magic).trust, row.trust) << row.name;
  }
}

TEST(Fault, L13_NoSharedLockIsEverTaken) {
  const std::string folder = FLOCKGATE_SOURCE_DIR "/coord/journal/";
  const auto names = base::real_disk().list(folder);
  ASSERT_TRUE(names);
  ASSERT_FALSE(names->empty());
  for (const std::string& name : *names) {
    const auto text = base::read_file(base::real_disk(), folder + name);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->find("LOCK_SH"), std::string::npos) << name;
  }
}

TEST(Fault, L14_AReaderWhoLocksIsNamedAndWaitedForInVain) {
  JournalRig rig;
  rig.fill(1);
  Holder holder(rig.path);  // opened for reading only
  const auto receipt = rig.real_journal(20).append("note", "");
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, Code::timed_out);
  EXPECT_NE(receipt.error().where.find(holder.pid()), std::string::npos);
  EXPECT_EQ(receipt.error().where.find("stopped"), std::string::npos);
  EXPECT_EQ(base::real_disk().info(rig.path)->mode, 0600U);
}

TEST(Fault, L15_FcntlAndOfdLocksOfOthersMeanNothing) {
  JournalRig rig;
  rig.fill(1);
  for (const int command : {F_SETLK, F_OFD_SETLK}) {
    Gate has_it;
    const Child other([&] {
      const int fd = ::open(rig.path.c_str(), O_RDWR | O_CLOEXEC);
      struct flock lock = {};
      lock.l_type = F_WRLCK;
      if (::fcntl(fd, command, &lock) != 0) return 1;
      has_it.open();
      for (;;) ::pause();
    });
    has_it.pass();
    EXPECT_TRUE(rig.real_journal(0).append("note", ""));
  }
}

TEST(Fault, L17_DeadlinesAreChecked) {
  JournalRig rig;
  for (const base::Millis good : {0, 1, 250, 600'000}) {
    EXPECT_TRUE(Journal::open(rig.real, rig.path, {.deadline_ms = good})->append("note", ""));
  }
  for (const base::Millis bad : {-1L, 600'001L, INT64_MIN, INT64_MAX}) {
    EXPECT_EQ(Journal::open(rig.real, rig.path, {.deadline_ms = bad}).error().code,
              Code::invalid_input);
  }
  Holder holder(rig.path);
  for (const base::Millis soon : {0, 1}) {
    EXPECT_EQ(rig.real_journal(soon).append("note", "").error().code, Code::timed_out);
  }
}

}  // namespace
}  // namespace coord
