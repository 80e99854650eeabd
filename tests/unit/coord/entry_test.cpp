#include "coord/entry.h"

#include <gtest/gtest.h>

#include <string>

namespace coord {
namespace {

constexpr std::string_view kStart =
    R"({"v":1,"t":1764000000000,"kind":"journal.start","epoch":1764000000000,"first":1,"state":null,"seq":1,"prev":"00000000000000000000000000000000","sum":"b7d48e167dc3cb6a3791690d6283ac37"})";
constexpr std::string_view kClaim =
    R"({"v":1,"t":1764000000412,"kind":"task.claim","body":{"task":"auth-3","by":"claude-1"},"seq":2,"prev":"b7d48e167dc3cb6a3791690d6283ac37","sum":"3b555e6e3dfb3c40c513ad86b193835f"})";

std::string why(std::string_view line) {
  const auto entry = read_entry(line);
  return entry ? "" : entry.error().what;
}

TEST(Entry, TheSpecsExampleReads) {
  const auto start = read_entry(kStart);
  ASSERT_TRUE(start);
  EXPECT_EQ(start->seq, 1U);
  EXPECT_EQ(start->prev, no_digest());
  const auto claim = read_entry(kClaim);
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->kind, "task.claim");
  EXPECT_EQ(claim->wall_ms, 1764000000412);
  EXPECT_EQ(claim->fields, R"("body":{"task":"auth-3","by":"claude-1"})");
  EXPECT_EQ(claim->prev, start->sum);
}

TEST(Entry, TheSpecsExampleIsWritten) {
  const Digest prev = read_entry(kStart)->sum;
  EXPECT_EQ(write_entry({.wall_ms = 1764000000412,
                         .kind = "task.claim",
                         .fields = R"("body":{"task":"auth-3","by":"claude-1"})",
                         .seq = 2,
                         .prev = prev}),
            std::string(kClaim) + "\n");
}

TEST(Entry, NoFieldsAreFine) {
  std::string line = write_entry({.kind = "note", .seq = 7});
  line.pop_back();
  const auto entry = read_entry(line);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->fields, "");
  EXPECT_EQ(entry->seq, 7U);
}

TEST(Entry, EveryFlippedBitIsSeen) {
  for (std::size_t at = 0; at < kClaim.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string line(kClaim);
      line[at] = static_cast<char>(static_cast<unsigned char>(line[at]) ^ (1U << bit));
      EXPECT_FALSE(read_entry(line)) << line;
    }
  }
}

TEST(Entry, EveryPrefixIsRefused) {
  for (std::size_t size = 0; size < kClaim.size(); ++size) {
    EXPECT_FALSE(read_entry(kClaim.substr(0, size))) << size;
  }
}

TEST(Entry, OtherSpellingsAreRefusedWithAReason) {
  EXPECT_EQ(why(""), "not an entry: no number and sum at its end");
  EXPECT_EQ(why("[1,2]"), "not an entry: no number and sum at its end");
  EXPECT_EQ(why(std::string(kClaim) + "\r"), "not an entry: no number and sum at its end");
  EXPECT_EQ(why("\xEF\xBB\xBF" + std::string(kClaim)),
            "not an entry: no version, time and kind at its begin");
  EXPECT_EQ(why(" " + std::string(kClaim)), "not an entry: no version, time and kind at its begin");
}

TEST(Entry, NumbersHaveOneSpelling) {
  std::string zero(kClaim);
  zero.replace(zero.find("\"seq\":2"), 7, "\"seq\":02");
  EXPECT_EQ(why(zero), "not an entry: no number and sum at its end");
  std::string huge(kClaim);
  huge.replace(huge.find("\"seq\":2"), 7, "\"seq\":99999999999999999999");
  EXPECT_EQ(why(huge), "not an entry: no number and sum at its end");
}

TEST(Entry, ANewerVersionIsNamed) {
  std::string line(kClaim);
  line.replace(0, 6, "{\"v\":2");
  const auto entry = read_entry(line);
  ASSERT_FALSE(entry);
  EXPECT_EQ(entry.error().code, base::Code::unsupported);
  EXPECT_EQ(entry.error().what, "version 2 is newer");
}

TEST(Entry, KindsAreNames) {
  for (const std::string_view good : {"a", "task.claim", "x-1_2.y"}) {
    EXPECT_TRUE(check_kind(good)) << good;
  }
  const std::string longest(64, 'k');
  EXPECT_TRUE(check_kind(longest));
  for (const std::string& bad : {std::string(), std::string("Task"), std::string("1a"),
                                 std::string("a b"), std::string("a\"b"), longest + "k"}) {
    EXPECT_FALSE(check_kind(bad)) << bad;
  }
}

TEST(Entry, OurOwnKindsAreReserved) {
  for (const std::string_view ours : {"journal.start", "lease.grant", "verdict", "git.head"}) {
    EXPECT_TRUE(is_reserved_kind(ours)) << ours;
  }
  EXPECT_FALSE(is_reserved_kind("task.claim"));
}

TEST(Entry, APostedBodyStaysVerbatimOnOneLine) {
  EXPECT_EQ(body_member(R"({ "b" : 1.50, "a":"\u00e9\n" })").value(),
            R"("body":{ "b" : 1.50, "a":"\u00e9\n" })");
  EXPECT_EQ(body_member("{\n\t\"a\": 1\r\n}").value(), "\"body\":{  \"a\": 1  }");
}

TEST(Entry, ABodyThatIsNoJsonIsRefused) {
  for (const std::string_view bad : {"", "{", "{}{}", "nope", "\"\xff\"", R"({"a":1,"a":2})"}) {
    const auto member = body_member(bad);
    ASSERT_FALSE(member) << bad;
    EXPECT_EQ(member.error().code, base::Code::invalid_input);
  }
}

TEST(Entry, TheLongestLineIsNeverExceeded) {
  const std::string line =
      write_entry({.wall_ms = INT64_MAX, .kind = "note", .fields = "\"a\":1", .seq = UINT64_MAX});
  EXPECT_LE(line.size(), longest_line("note", "\"a\":1"));
}

TEST(Entry, DigestIsBlake2bOf128Bits) {
  // b2sum -l 128 of nothing.
  EXPECT_EQ(digest_of("").text(), "cae66941d9efbd404e4d88758ea67670");
}

}  // namespace
}  // namespace coord
