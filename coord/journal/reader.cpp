#include "coord/journal/reader.h"

#include <algorithm>
#include <utility>

#include "coord/journal/segment.h"
#include "coord/journal/tail.h"

namespace coord {

namespace {

using base::Code;
using base::fail;

constexpr std::size_t kFirstPiece = 2U << 10U;  // a few lines, as a hook finds them
constexpr std::size_t kPiece = 64U << 10U;

std::string too_long(std::size_t limit) {
  return "longer than " + std::to_string(limit) + " bytes";
}

}  // namespace

LineReader::LineReader(base::Disk& disk, base::FileHandle file, std::uint64_t offset, Kinds kinds)
    : disk_(&disk), file_(std::move(file)), kinds_(kinds), begin_(offset) {}

base::Result<std::optional<Line>> LineReader::next() {
  std::size_t searched = at_;
  for (;;) {
    const std::size_t newline = buffer_.find('\n', searched);
    if (newline != std::string::npos) {
      const auto text = std::string_view(buffer_).substr(at_, newline - at_);
      const auto line = is_wanted(text) ? std::optional(line_at(text)) : std::nullopt;
      begin_ += dropped_ + newline + 1 - at_;
      dropped_ = 0;
      at_ = searched = newline + 1;
      if (line) return line;
      ++number_;
      continue;
    }
    if (buffer_.size() - at_ > kMaxAnchor) {
      dropped_ += buffer_.size() - at_;
      at_ = buffer_.size();
    }
    const std::size_t kept = buffer_.size() - at_;
    if (!TRY(read_more())) return std::nullopt;
    searched = kept;
  }
}

bool LineReader::is_wanted(std::string_view text) const {
  const auto kind = kinds_.empty() ? std::nullopt : kind_of_line(text);
  return !kind || std::ranges::find(kinds_, *kind) != kinds_.end();
}

// Appends a piece of the file to what is left in the buffer; false at the end.
base::Result<bool> LineReader::read_more() {
  buffer_.erase(0, std::exchange(at_, 0));
  const std::uint64_t have = begin_ + dropped_ + buffer_.size();
  piece_ = std::clamp(piece_ * 8, kFirstPiece, kPiece);
  const std::string piece = TRY(read_piece(*disk_, file_, have, piece_));
  if (piece.empty()) {
    const base::FileInfo now = TRY(disk_->info(file_));
    if (now.size >= have) return false;
    return fail(Code::corrupt, "the journal was cut from " + std::to_string(have) + " to " +
                                   std::to_string(now.size) + " bytes");
  }
  buffer_ += piece;
  return true;
}

Line LineReader::line_at(std::string_view text) {
  Line line;
  line.number = ++number_;
  line.offset = begin_;
  const std::size_t limit = begin_ == 0 ? kMaxAnchor : kMaxEntry;
  if (dropped_ > 0 || text.size() >= limit) {
    line.damage = too_long(limit);
    return line;
  }
  line.text = text;
  auto entry = read_entry(text);
  if (entry) {
    line.entry = *entry;
  } else {
    line.damage = text.empty() ? "empty line" : std::move(entry.error().what);
  }
  return line;
}

Reader::Reader(base::Disk& disk, std::string path, LineReader lines, base::FileId file,
               std::uint64_t seen)
    : disk_(&disk), path_(std::move(path)), lines_(std::move(lines)), file_(file), seen_(seen) {}

base::Result<Reader> Reader::open(base::Disk& disk, std::string path, std::uint64_t offset) {
  base::FileHandle file = TRY(disk.open(path, base::Open::read));
  const base::FileInfo info = TRY(disk.info(file));
  const auto anchor = anchor_of(disk, file);
  const std::uint64_t seen = anchor ? anchor->first : 0;
  return Reader(disk, std::move(path), LineReader(disk, std::move(file), offset), info.id, seen);
}

base::Result<std::optional<Line>> Reader::next() {
  for (;;) {
    auto line = TRY(next_here());
    if (line) return line;
    const auto named = disk_->info(path_);
    if (!named || named->id == file_) return std::nullopt;
    // Our file was replaced after we had come to its end; lines may have come in between.
    line = TRY(next_here());
    if (line) return line;
    if (!TRY(go_on())) return std::nullopt;
  }
}

base::Result<std::optional<Line>> Reader::next_here() {
  auto line = lines_.next();
  if (!line && line.error().where.empty()) line.error().where = path_;
  if (line && *line && (*line)->entry) seen_ = std::max(seen_, (*line)->entry->seq);
  return line;
}

// Into the oldest segment that begins above what was seen, else into the journal itself. The
// journal is opened before the segments are listed: whatever was rotated away before it is in the
// list.
base::Result<bool> Reader::go_on() {
  auto file = disk_->open(path_, base::Open::read);
  if (!file && file.error().code == Code::not_found) return false;
  if (!file) return tl::unexpected<base::Error>(file.error());
  const auto newest = anchor_of(*disk_, *file);
  const auto segments = segments_of(*disk_, path_);
  const auto later = std::upper_bound(segments.begin(), segments.end(), segment_path(path_, seen_));
  const bool between =
      newest && seen_ > 0 && later != segments.end() && *later < segment_path(path_, newest->first);
  if (between) file = TRY(disk_->open(*later, base::Open::read));
  file_ = TRY(disk_->info(*file)).id;
  const auto anchor = anchor_of(*disk_, *file);
  if (anchor) seen_ = std::max(seen_, anchor->first);
  lines_ = LineReader(*disk_, std::move(*file), 0);
  return true;
}

}  // namespace coord
