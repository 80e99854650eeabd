#include "coord/journal/tail.h"

#include <algorithm>
#include <optional>

namespace coord {

namespace {

using base::Code;
using base::fail;

constexpr std::size_t kUsualWindow = 512;
constexpr std::size_t kWiderWindow = 2 * kMaxEntry;
constexpr std::size_t kLastWindow = kMaxAnchor + kMaxEntry;
constexpr std::size_t kPiece = 64U << 10U;

// What one window onto the end shows; nothing when it is too small to tell.
using Seen = std::optional<End>;

// Where the line begins that ends at `stop`; 0 where no newline is before it.
std::size_t line_begin(std::string_view window, std::size_t stop) {
  return window.substr(0, stop).rfind('\n') + 1;
}

base::Result<Seen> look(std::string_view window, std::uint64_t begin) {
  const std::size_t newline = window.rfind('\n');
  const bool whole_file = begin == 0;
  End end;
  end.end = newline == std::string_view::npos ? 0 : begin + newline + 1;
  end.torn_bytes = begin + window.size() - end.end;
  if (newline == std::string_view::npos) return whole_file ? Seen(end) : Seen();
  for (std::size_t stop = newline;;) {
    const std::size_t start = line_begin(window, stop);
    const bool first = start == 0;
    if (first && !whole_file) return Seen();
    const auto entry = read_entry(window.substr(start, stop - start));
    if (entry) {
      end.last = {entry->seq, entry->sum};
      return Seen(end);
    }
    if (entry.error().code == Code::unsupported) return tl::unexpected<base::Error>(entry.error());
    if (first) return fail(Code::corrupt, "the journal holds no sound entry");
    ++end.foreign_lines;
    stop = start - 1;
  }
}

}  // namespace

base::Result<std::string> read_piece(base::Disk& disk, const base::FileHandle& file,
                                     std::uint64_t offset, std::size_t size) {
  std::string piece(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const std::size_t got =
        TRY(disk.read_at(file, piece.data() + have, size - have, offset + have));
    if (got == 0) break;
    have += got;
  }
  piece.resize(have);
  return piece;
}

base::Result<void> write_whole(base::Disk& disk, const base::FileHandle& file,
                               std::string_view bytes) {
  const std::size_t put = TRY(disk.write(file, bytes));
  if (put == bytes.size()) return {};
  return fail(Code::io, "no space left: only " + std::to_string(put) + " of " +
                            std::to_string(bytes.size()) + " bytes were written");
}

base::Result<End> find_end(base::Disk& disk, const base::FileHandle& file, std::uint64_t size) {
  for (const std::size_t width : {kUsualWindow, kWiderWindow, kLastWindow}) {
    const std::uint64_t begin = size - std::min<std::uint64_t>(size, width);
    const std::string window =
        TRY(read_piece(disk, file, begin, static_cast<std::size_t>(size - begin)));
    const Seen seen = TRY(look(window, begin));
    if (seen) return *seen;
    if (begin == 0) break;
  }
  return fail(Code::corrupt, "no sound entry near the end of the journal");
}

base::Result<void> heal_end(base::World& world, const base::FileHandle& file,
                            const std::string& path, const End& end) {
  const base::FileHandle away =
      TRY(world.disk.open(path + ".quarantine", base::Open::create_append));
  TRY_VOID(write_whole(world.disk, away,
                       "-- " + path + " offset " + std::to_string(end.end) + ", " +
                           std::to_string(end.torn_bytes) + " bytes, t " +
                           std::to_string(world.clock.wall_ms()) + "\n"));
  const std::uint64_t stop = end.end + end.torn_bytes;
  for (std::uint64_t at = end.end; at < stop; at += kPiece) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, stop - at));
    const std::string piece = TRY(read_piece(world.disk, file, at, size));
    TRY_VOID(write_whole(world.disk, away, piece));
  }
  TRY_VOID(write_whole(world.disk, away, "\n"));
  return world.disk.truncate(file, end.end);
}

}  // namespace coord
