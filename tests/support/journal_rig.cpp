#include "tests/support/journal_rig.h"

#include <gtest/gtest.h>

#include "coord/base/text.h"

namespace support {

coord::JournalOptions JournalRig::options(std::uint64_t segment_bytes) const {
  coord::JournalOptions options;
  options.segment_bytes = segment_bytes;
  options.epoch_path = epoch;
  return options;
}

coord::Journal JournalRig::real_journal(base::Millis deadline_ms) {
  coord::JournalOptions patient = options();
  patient.deadline_ms = deadline_ms;
  return coord::Journal::open(real, path, patient).value();
}

void JournalRig::fill(int count, int first) {
  auto writer = real_journal();
  for (int n = first; n < first + count; ++n) {
    const auto receipt = writer.append("note", "\"n\":" + std::to_string(n));
    if (!receipt) ADD_FAILURE() << base::to_text(receipt.error());
  }
}

std::vector<std::string> JournalRig::lines() const {
  const std::string text = bytes();
  std::vector<std::string> lines;
  for (const std::string_view line : base::split(text, '\n')) lines.emplace_back(line);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

coord::CheckReport JournalRig::check(bool all) const {
  const auto report = coord::check_journal(base::real_disk(), path, {all, epoch});
  if (!report) ADD_FAILURE() << base::to_text(report.error());
  return report.value_or(coord::CheckReport{});
}

std::string words_of(const coord::CheckReport& report) {
  std::vector<std::string> words;
  for (const coord::Damage& damage : report.damages) {
    words.push_back("line " + std::to_string(damage.line) + ": " + damage.reason);
  }
  return base::join(words, "; ");
}

}  // namespace support
