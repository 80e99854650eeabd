#include "coord/journal/reader.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using support::JournalRig;

LineReader lines_of(JournalRig& rig, std::uint64_t offset = 0) {
  return {rig.disk, rig.world.disk.open(rig.path, base::Open::read).value(), offset};
}

TEST(LineReader, GivesWholeLinesWithTheirPlaces) {
  JournalRig rig;
  rig.fill(2);
  const auto lines = rig.lines();
  auto reader = lines_of(rig);
  std::uint64_t offset = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = reader.next().value();
    ASSERT_TRUE(line);
    EXPECT_EQ(line->number, i + 1);
    EXPECT_EQ(line->offset, offset);
    EXPECT_EQ(line->text, lines[i]);
    ASSERT_TRUE(line->entry);
    EXPECT_EQ(line->entry->seq, i + 1);
    offset += lines[i].size() + 1;
  }
  EXPECT_FALSE(reader.next().value());
  EXPECT_EQ(reader.offset(), offset);
}

TEST(LineReader, ALineIsThereOnceItsNewlineIs) {
  JournalRig rig;
  rig.fill(1);
  const std::string whole = rig.bytes();
  rig.overwrite(whole.substr(0, whole.size() - 1));
  auto reader = lines_of(rig);
  ASSERT_TRUE(reader.next().value());
  EXPECT_FALSE(reader.next().value());
  rig.overwrite(whole);
  ASSERT_TRUE(reader.next().value());
  EXPECT_FALSE(reader.next().value());
}

TEST(LineReader, BeginsWhereItIsTold) {
  JournalRig rig;
  rig.fill(2);
  auto reader = lines_of(rig, rig.lines()[0].size() + 1);
  EXPECT_EQ(reader.next().value()->entry->seq, 2U);
}

// What is of another kind is not even read; what is no line at all is everybody's business.
TEST(LineReader, GivesTheKindsThatAreAskedFor) {
  JournalRig rig;
  rig.fill(2);
  ASSERT_TRUE(rig.real_journal().append("wanted", {}));
  rig.overwrite(rig.bytes() + "spoiled\n");
  rig.fill(1);
  constexpr std::array<std::string_view, 2> kKinds = {"none", "wanted"};
  LineReader reader(rig.disk, rig.world.disk.open(rig.path, base::Open::read).value(), 0, kKinds);
  const auto wanted = reader.next().value();
  ASSERT_TRUE(wanted && wanted->entry);
  EXPECT_EQ(wanted->entry->kind, "wanted");
  EXPECT_EQ(wanted->number, wanted->entry->seq);
  EXPECT_EQ(reader.next().value()->text, "spoiled");
  EXPECT_FALSE(reader.next().value());
  EXPECT_EQ(reader.offset(), rig.bytes().size());
}

TEST(LineReader, PassesAHugeForeignLineInLittleMemory) {
  JournalRig rig;
  rig.fill(1);
  const std::string before = rig.bytes();
  rig.overwrite(before + std::string(5U << 20U, 'x') + "\n" + before);
  auto reader = lines_of(rig);
  ASSERT_TRUE(reader.next().value());
  ASSERT_TRUE(reader.next().value());
  const auto huge = reader.next().value();
  ASSERT_TRUE(huge);
  EXPECT_EQ(huge->damage, "longer than 4096 bytes");
  EXPECT_EQ(huge->offset, before.size());
  const auto behind = reader.next().value();
  ASSERT_TRUE(behind);
  EXPECT_EQ(behind->offset, before.size() + (5U << 20U) + 1);
  EXPECT_TRUE(behind->entry);
}

TEST(LineReader, SaysWhenTheFileWasCut) {
  JournalRig rig;
  rig.fill(2);
  auto reader = lines_of(rig);
  while (reader.next().value()) {
  }
  rig.overwrite("");
  EXPECT_EQ(reader.next().error().code, base::Code::corrupt);
}

TEST(Reader, GoesOnThroughRotations) {
  JournalRig rig;
  rig.fill(2);
  auto reader = Reader::open(rig.disk, rig.path).value();
  ASSERT_TRUE(reader.next().value());
  auto journal = rig.journal();
  for (int n = 0; n < 3; ++n) {
    ASSERT_TRUE(journal.compact());
    ASSERT_TRUE(journal.append("note", ""));
  }
  std::uint64_t seq = 1;
  while (const auto line = reader.next().value()) EXPECT_EQ(line->entry->seq, ++seq);
  EXPECT_EQ(seq, 9U);
}

TEST(Reader, WaitsThroughAMissingFile) {
  JournalRig rig;
  rig.fill(1);
  auto reader = Reader::open(rig.disk, rig.path).value();
  while (reader.next().value()) {
  }
  ASSERT_TRUE(rig.disk.remove(rig.path));
  EXPECT_FALSE(reader.next().value());
  rig.fill(1);
  EXPECT_EQ(reader.next().value()->entry->kind, "journal.start");
  EXPECT_EQ(reader.next().value()->entry->kind, "note");
}

TEST(Reader, NoJournalIsNotFound) {
  JournalRig rig;
  EXPECT_EQ(Reader::open(rig.disk, rig.path).error().code, base::Code::not_found);
}

}  // namespace
}  // namespace coord
