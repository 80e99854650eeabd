#include "coord/journal/check.h"

#include <gtest/gtest.h>

#include <vector>

#include "coord/base/text.h"
#include "coord/journal/epoch.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using support::JournalRig;
using support::words_of;

constexpr const char* kNoEntry = "not an entry: no number and sum at its end";

// Ten entries, changed by `change`, as check sees them.
template <class Change>
std::string after(Change change) {
  JournalRig rig;
  rig.fill(9);
  std::vector<std::string> lines = rig.lines();
  change(lines);
  rig.overwrite(base::join(lines, "\n") + "\n");
  return words_of(rig.check());
}

using Lines = std::vector<std::string>;

TEST(Check, ASoundJournalHasNoDamage) {
  EXPECT_EQ(after([](Lines&) {}), "");
}

TEST(Check, ALostLine) {
  EXPECT_EQ(after([](Lines& lines) { lines.erase(lines.begin() + 4); }),
            "line 5: number 5 is missing");
  EXPECT_EQ(after([](Lines& lines) { lines.erase(lines.begin() + 4, lines.begin() + 7); }),
            "line 5: numbers 5 to 7 are missing");
}

TEST(Check, ADoubledLine) {
  EXPECT_EQ(after([](Lines& lines) { lines.insert(lines.begin() + 5, lines[4]); }),
            "line 6: number 5 after 5");
}

TEST(Check, SwappedLines) {
  EXPECT_EQ(after([](Lines& lines) { std::swap(lines[4], lines[5]); }),
            "line 5: number 5 is missing; line 6: number 5 after 6");
}

TEST(Check, AnEditedLine) {
  EXPECT_EQ(after([](Lines& lines) { lines[4].replace(lines[4].find("\"n\":"), 5, "\"n\":9"); }),
            "line 5: sum differs");
}

TEST(Check, ARewrittenLineWithATrueSum) {
  EXPECT_EQ(after([](Lines& lines) {
              const Entry entry = read_entry(lines[4]).value();
              std::string forged = write_entry(
                  {.kind = "note", .fields = "\"n\":9", .seq = entry.seq, .prev = entry.prev});
              forged.pop_back();
              lines[4] = forged;
            }),
            "line 6: chain broken: not chained to the line before");
}

TEST(Check, ALineOfSomethingElse) {
  EXPECT_EQ(after([](Lines& lines) { lines[4] = "hello"; }), std::string("line 5: ") + kNoEntry);
  EXPECT_EQ(after([](Lines& lines) { lines.insert(lines.begin() + 4, ""); }), "line 5: empty line");
}

TEST(Check, AMissingFirstLine) {
  EXPECT_EQ(after([](Lines& lines) { lines.erase(lines.begin()); }),
            "line 1: does not begin with journal.start or journal.snapshot");
}

TEST(Check, ATrueSumOverWhatIsNoJson) {
  EXPECT_EQ(
      after([](Lines& lines) {
        const Entry last = read_entry(lines.back()).value();
        std::string odd = write_entry(
            {.kind = "note", .fields = "\"n\":1,\"n\":2", .seq = last.seq + 1, .prev = last.sum});
        odd.pop_back();
        lines.push_back(odd);
      }).substr(0, 18),
      "line 11: not JSON:");
}

TEST(Check, ATornEndIsNoDamage) {
  JournalRig rig;
  rig.fill(3);
  rig.overwrite(rig.bytes() + "{\"v\":1,");
  const CheckReport report = rig.check();
  EXPECT_EQ(words_of(report), "");
  EXPECT_EQ(report.torn_bytes, 7U);
  EXPECT_EQ(report.entries, 4U);
}

TEST(Check, AnEditInAnOldSegmentIsFoundWithAll) {
  JournalRig rig;
  rig.fill(3);
  ASSERT_TRUE(rig.journal().compact());
  rig.fill(1);
  const std::string old = "state/segments/journal-00000000000000000001.jsonl";
  std::string bytes = rig.dir.read(old);
  bytes[bytes.find("\"n\":1") + 4] = '7';
  rig.dir.write(old, bytes);
  EXPECT_EQ(words_of(rig.check(false)), "");
  EXPECT_EQ(words_of(rig.check(true)), "line 3: sum differs");
}

TEST(Check, AMissingSegmentIsFoundWithAll) {
  JournalRig rig;
  for (int n = 0; n < 3; ++n) {
    rig.fill(1, n);
    ASSERT_TRUE(rig.journal().compact());
  }
  ASSERT_TRUE(rig.disk.remove(rig.dir / "state/segments/journal-00000000000000000003.jsonl"));
  EXPECT_EQ(words_of(rig.check(true)), "line 1: numbers 3 to 4 are missing");
}

TEST(Check, NothingThereIsNotFound) {
  JournalRig rig;
  EXPECT_EQ(check_journal(rig.disk, rig.path).error().code, base::Code::not_found);
}

}  // namespace
}  // namespace coord
