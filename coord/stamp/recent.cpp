#include "coord/stamp/recent.h"

#include <algorithm>
#include <vector>

#include "coord/journal/segment.h"

namespace coord {

namespace {

constexpr std::uint64_t kLookBack = 1U << 20U;

// Where the lines end. A begin inside a line costs that line only.
base::Result<std::uint64_t> each_line(base::Disk& disk, const std::string& file,
                                      std::uint64_t begin, Kinds kinds, const TakeEntry& take) {
  LineReader lines(disk, TRY(disk.open(file, base::Open::read)), begin, kinds);
  for (;;) {
    const auto line = TRY(lines.next());
    if (!line) return lines.offset();
    if (line->entry) take(*line->entry);
  }
}

}  // namespace

base::Result<JournalPlace> each_recent(base::Disk& disk, const std::string& journal,
                                       const JournalPlace& from, Kinds kinds,
                                       const TakeEntry& take) {
  JournalPlace end = journal_end(disk, journal);
  if (end == from || end.file == 0) return end;
  std::uint64_t begin = end.file == from.file && from.end <= end.end ? from.end : 0;
  if (end.end - begin > kLookBack) begin = end.end - kLookBack;
  end.end = TRY(each_line(disk, journal, begin, kinds, take));
  return end;
}

base::Result<bool> each_on_record(base::Disk& disk, const std::string& journal, Kinds kinds,
                                  const TakeEntry& take) {
  std::vector<std::string> files = segments_of(disk, journal);
  files.push_back(journal);
  std::uint64_t left = kOnRecord;
  std::uint64_t begin = 0;
  std::size_t first = files.size();
  while (first > 0 && left > 0 && begin == 0) {
    const auto info = disk.info(files[--first]);
    const std::uint64_t size = info ? info->size : 0;
    begin = size > left ? size - left : 0;
    left -= std::min(left, size);
  }
  const bool more = first > 0 || begin > 0;
  for (std::size_t i = first; i < files.size(); ++i) {
    const auto read = each_line(disk, files[i], i == first ? begin : 0, kinds, take);
    if (!read && read.error().code != base::Code::not_found) return tl::unexpected(read.error());
  }
  return more;
}

}  // namespace coord
