// `flockgate journal` as a program: what it prints, where it writes, how it ends.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace {

using support::Ended;

class JournalVerb : public testing::Test {
 protected:
  JournalVerb() {
    repo_.write("repo/.git/HEAD", "ref: refs/heads/main\n");
    repo_.write("repo/.git/objects/x", "");
    repo_.write("repo/.git/refs/x", "");
  }

  Ended journal(std::vector<std::string> words) const {
    words.insert(words.begin(), {support::built("flockgate-cli"), "journal"});
    return support::run(
        {.argv = std::move(words), .cwd = repo_ / "repo", .env = {"HOME=" + repo_.path()}});
  }

  support::TempDir repo_;
};

constexpr const char* kState = "repo/.git/flockgate/";

TEST_F(JournalVerb, AppendPrintsTheNumber) {
  const Ended first = journal({"append", "task.claim", "{\"task\":\n1}"});
  EXPECT_EQ(first.out, "2\n");
  EXPECT_EQ(first.code, 0);
  EXPECT_EQ(journal({"append", "note", "1"}).out, "3\n");
  EXPECT_NE(repo_.read(std::string(kState) + "journal.jsonl").find("\"body\":{\"task\": 1},"),
            std::string::npos);
  EXPECT_TRUE(repo_.has("repo/.git/flockgate.epoch"));
}

TEST_F(JournalVerb, AStreamIsAJournalOfItsOwn) {
  EXPECT_EQ(journal({"append", "note", "1", "--stream", "tasks"}).out, "2\n");
  EXPECT_TRUE(repo_.has(std::string(kState) + "streams/tasks.jsonl"));
  EXPECT_FALSE(repo_.has(std::string(kState) + "journal.jsonl"));
  EXPECT_EQ(journal({"append", "note", "1", "--stream", "../tasks"}).code, 64);
}

TEST_F(JournalVerb, WhatIsRefusedSaysWhy) {
  EXPECT_EQ(journal({"append", "note", "{"}).code, 64);
  EXPECT_EQ(journal({"append", "Note", "1"}).code, 64);
  EXPECT_EQ(journal({"append", "note"}).code, 64);
  EXPECT_EQ(journal({"append", "note", "1", "--timeout", "soon"}).code, 64);
  EXPECT_EQ(journal({"sing"}).code, 64);
  const Ended reserved = journal({"append", "lease.grant", "1"});
  EXPECT_EQ(reserved.code, 77);
  EXPECT_NE(reserved.err.find("this kind is flockgate's own"), std::string::npos);
  EXPECT_FALSE(repo_.has("repo/.git/flockgate"));
}

TEST_F(JournalVerb, ABusyLockIs75WithItsHolder) {
  journal({"append", "note", "1"});
  const std::string path = repo_ / (std::string(kState) + "journal.jsonl");
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(fd, LOCK_EX), 0);
  const Ended busy = journal({"append", "note", "2", "--timeout", "20ms"});
  EXPECT_EQ(busy.code, 75);
  EXPECT_EQ(busy.out, "");
  EXPECT_NE(busy.err.find("pid " + std::to_string(::getpid()) + " ("), std::string::npos);
  ::close(fd);
}

TEST_F(JournalVerb, TailShowsEntriesAndRawLines) {
  journal({"append", "note", R"("a\u001b[2J")"});
  const Ended shown = journal({"tail"});
  EXPECT_NE(shown.out.find("  note  \"body\":\"a\\u001b[2J\"\n"), std::string::npos) << shown.out;
  EXPECT_EQ(journal({"tail", "--json"}).out, repo_.read(std::string(kState) + "journal.jsonl"));
  EXPECT_EQ(journal({"tail", "--stream", "none"}).code, 0);
}

TEST_F(JournalVerb, CheckTellsSoundFromDamaged) {
  EXPECT_EQ(journal({"check"}).code, 0);
  journal({"append", "note", "1"});
  EXPECT_EQ(journal({"check"}).out.substr(0, 44), "2 sound entries in 1 file, numbers 1 to 2, h");
  const std::string path = std::string(kState) + "journal.jsonl";
  std::string bytes = repo_.read(path);
  bytes[bytes.find("\"body\":1") + 7] = '2';
  repo_.write(path, bytes);
  const Ended damaged = journal({"check", "--json"});
  EXPECT_EQ(damaged.code, 1);
  EXPECT_NE(damaged.out.find("\"line\":2,"), std::string::npos);
  EXPECT_NE(damaged.out.find("\"reason\":\"sum differs\""), std::string::npos);
}

TEST_F(JournalVerb, CompactKeepsTheOldSegment) {
  EXPECT_EQ(journal({"compact"}).code, 1);
  journal({"append", "note", "1"});
  EXPECT_EQ(journal({"compact"}).out, "3\n");
  EXPECT_TRUE(repo_.has(std::string(kState) + "segments/journal-00000000000000000001.jsonl"));
  EXPECT_EQ(journal({"check", "--all"}).code, 0);
}

}  // namespace
