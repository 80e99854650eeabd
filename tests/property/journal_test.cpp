#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "coord/base/text.h"
#include "coord/journal/reader.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using support::JournalRig;
using support::words_of;

// Without an epoch file: each would cost a sync of the real disk.
Journal journal_of(JournalRig& rig) {
  return Journal::open(rig.world, rig.path).value();
}

// A journal of a few entries with any bytes in them, some of it in old segments.
void fill_with_anything(JournalRig& rig) {
  auto journal = journal_of(rig);
  const int entries = *rc::gen::inRange(1, 12);
  for (int n = 0; n < entries; ++n) {
    const auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    RC_ASSERT(journal.append("note", "\"x\":" + base::json_string(text)).has_value());
    if (*rc::gen::inRange(0, 20) == 0) RC_ASSERT(journal.compact().has_value());
  }
}

RC_GTEST_PROP(JournalProperty, EveryPrefixIsAJournal, ()) {
  JournalRig rig;
  fill_with_anything(rig);
  const std::string whole = rig.bytes();
  const auto size = *rc::gen::inRange<std::size_t>(0, whole.size() + 1);
  rig.overwrite(whole.substr(0, size));
  const auto report = check_journal(base::real_disk(), rig.path).value();
  RC_ASSERT(words_of(report) == "");
  RC_ASSERT(report.torn_bytes == size - (whole.substr(0, size).rfind('\n') + 1));
  RC_ASSERT(journal_of(rig).append("note", "").has_value());
}

RC_GTEST_PROP(JournalProperty, DamageIsNamedWhereItIs, ()) {
  JournalRig rig;
  fill_with_anything(rig);
  const std::string whole = rig.bytes();
  std::string bytes = whole;
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size() - 1);
  const auto bit = *rc::gen::inRange(0, 8);
  bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
  rig.overwrite(bytes);
  const auto line = 1 + std::count(whole.begin(), whole.begin() + static_cast<long>(at), '\n');
  const CheckReport report = rig.check();
  RC_ASSERT(report.damage_count > 0U);
  RC_ASSERT(report.damages[0].line == static_cast<std::uint64_t>(line));
}

RC_GTEST_PROP(JournalProperty, ReadersAndCheckSeeTheSameEntries, ()) {
  JournalRig rig;
  auto journal = journal_of(rig);
  RC_ASSERT(journal.append("note", "").has_value());
  auto reader = Reader::open(rig.disk, rig.path).value();
  fill_with_anything(rig);
  std::uint64_t entries = 0;
  while (const auto line = reader.next().value()) entries += line->entry.has_value();
  RC_ASSERT(entries == rig.check(true).entries);
}

}  // namespace
}  // namespace coord
