// Fault-matrix section 1 for the journal: what is true after any history of calls that fail, are
// short, or end in the death of their process.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "coord/base/text.h"
#include "coord/journal/reader.h"
#include "coord/journal/segment.h"
#include "tests/support/journal_rig.h"

namespace coord {
namespace {

using support::JournalRig;
using support::words_of;

constexpr std::size_t kForEver = 1U << 30U;
constexpr std::size_t kCallsOfAnAppend = 24;

// A journal after some appends and rotations, most of them over a disk that fails.
class History {
 public:
  History() {
    rig_.fill(1, kHealthy);
    const int steps = *rc::gen::inRange(1, 10);
    for (int n = 0; n < steps; ++n) step(n);
    rig_.disk.reset();
    if (auto receipt = rig_.journal().append("note", number(kHealthy + 1)))
      told_.push_back(*receipt);
  }

  const std::vector<Receipt>& told() const { return told_; }
  const std::vector<int>& acknowledged() const { return acknowledged_; }
  JournalRig& rig() { return rig_; }

  // Every line of every segment, oldest first.
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    std::vector<std::string> files = segments_of(base::real_disk(), rig_.path);
    files.push_back(rig_.path);
    for (const std::string& file : files) {
      const std::string text = base::read_file(base::real_disk(), file).value();
      for (const std::string_view line : base::split(text, '\n')) {
        if (!line.empty()) lines.emplace_back(line);
      }
    }
    return lines;
  }

  static constexpr int kHealthy = 1'000;

 private:
  static std::string number(int n) { return "\"n\":" + std::to_string(n); }

  void step(int n) {
    rig_.disk.reset();
    break_something();
    auto journal = rig_.journal();
    if (*rc::gen::inRange(0, 6) == 0) {
      static_cast<void>(journal.compact());
    } else if (const auto receipt = journal.append("note", number(n))) {
      acknowledged_.push_back(n);
      told_.push_back(*receipt);
    }
  }

  // One call fails, or every call from one on (the process is dead), or a write is cut short.
  void break_something() {
    const auto nth = *rc::gen::inRange<std::size_t>(1, kCallsOfAnAppend);
    const base::Error error{base::Code::io, "broken on purpose", "", ""};
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        rig_.disk.fail(std::nullopt, nth, error);
        break;
      case 1:
        rig_.disk.fail(std::nullopt, nth, error, kForEver);
        break;
      case 2:
        rig_.disk.shorten_write(1, nth);
        break;
      default:
        break;
    }
  }

  JournalRig rig_;
  std::vector<Receipt> told_;
  std::vector<int> acknowledged_;
};

RC_GTEST_PROP(JournalFault, I1_WhatWasAcknowledgedIsThereExactlyOnce, ()) {
  History history;
  std::map<std::string, int> found;
  for (const std::string& line : history.lines()) {
    const auto entry = read_entry(line);
    if (entry && entry->kind == "note") ++found[std::string(entry->fields)];
  }
  for (const int n : history.acknowledged()) RC_ASSERT(found["\"n\":" + std::to_string(n)] == 1);
  for (const auto& [fields, times] : found) RC_ASSERT(times == 1);
}

RC_GTEST_PROP(JournalFault, I2_NothingHalfWrittenIsVisible, ()) {
  History history;
  for (const std::string& line : history.lines()) RC_ASSERT(read_entry(line).has_value());
  RC_ASSERT(history.rig().check().torn_bytes == 0U);
}

RC_GTEST_PROP(JournalFault, I4_NumbersOnlyGrow, ()) {
  History history;
  std::uint64_t last = 0;
  for (const Receipt& receipt : history.told()) {
    RC_ASSERT(receipt.seq > last);
    last = receipt.seq;
  }
}

RC_GTEST_PROP(JournalFault, I7_TheNextCommandWorksWithoutAHuman, ()) {
  History history;
  const auto lines = history.lines();
  RC_ASSERT(!lines.empty());
  RC_ASSERT(lines.back().find("\"n\":" + std::to_string(History::kHealthy + 1)) !=
            std::string::npos);
}

// Does the folder hold none but these?
bool only(const std::vector<std::string>& names, const std::string& folder) {
  const std::vector<std::string> there = base::real_disk().list(folder).value();
  return std::ranges::all_of(
      there, [&](const std::string& name) { return std::ranges::count(names, name) > 0; });
}

RC_GTEST_PROP(JournalFault, I8_NothingElseIsTouchedAndNoTemporaryFileStays, ()) {
  History history;
  // The next rotation clears what a dead one left: only then is the promise due.
  RC_ASSERT(history.rig().journal().compact().has_value());
  const std::vector<std::string> outside = {"state", "state.epoch"};
  const std::vector<std::string> inside = {"journal.jsonl", "journal.jsonl.quarantine", "segments"};
  RC_ASSERT(only(outside, history.rig().dir.path()));
  RC_ASSERT(only(inside, history.rig().dir / "state"));
}

RC_GTEST_PROP(JournalFault, I10_TheChainHolds, ()) {
  History history;
  RC_ASSERT(words_of(history.rig().check()) == "");
}

}  // namespace
}  // namespace coord
