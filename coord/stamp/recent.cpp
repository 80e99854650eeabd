#include "coord/stamp/recent.h"

#include "coord/journal/reader.h"

namespace coord {

namespace {

constexpr std::uint64_t kLookBack = 1U << 20U;

}  // namespace

base::Result<JournalPlace> each_recent(base::Disk& disk, const std::string& journal,
                                       const JournalPlace& from,
                                       const std::function<void(const Entry&)>& take) {
  JournalPlace end = journal_end(disk, journal);
  if (end == from || end.file == 0) return end;
  std::uint64_t begin = end.file == from.file && from.end <= end.end ? from.end : 0;
  // A begin inside a line costs that line only.
  if (end.end - begin > kLookBack) begin = end.end - kLookBack;
  LineReader lines(disk, TRY(disk.open(journal, base::Open::read)), begin);
  for (;;) {
    const auto line = TRY(lines.next());
    if (!line) break;
    if (line->entry) take(*line->entry);
  }
  end.end = lines.offset();
  return end;
}

}  // namespace coord
