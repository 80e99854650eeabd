// reader.h - the lines of a journal in order, without the lock, across rotations.
// Shape:  resources (move-only); a Line is a view, valid until the next call of next().
// Units:  byte offsets; line numbers from 1, counted from where the reader began.
// Errors: io, not_found, corrupt (the file was cut); a damaged line is a Line, never skipped.
// Source: docs/spec/journal.md sections 3 to 5; fault rows A10, R2, R6.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "coord/entry.h"

namespace coord {

struct Line {
  std::uint64_t number = 0;
  std::uint64_t offset = 0;
  std::string_view text;       // without the newline; empty when it is too long to keep
  std::optional<Entry> entry;  // none when damaged
  std::string damage;          // why it is no entry
};

// Of these kinds alone; none: of every kind. What a line says of itself is enough to pass it over:
// to check its sum costs twenty times as much.
using Kinds = std::span<const std::string_view>;

// The whole lines of one file; holds about 1 MiB at most, however long a foreign line is.
class LineReader {
 public:
  // `offset` is the begin of a line; `kinds` outlive the reader.
  LineReader(base::Disk& disk, base::FileHandle file, std::uint64_t offset, Kinds kinds = {});

  // Nothing at the end; a last line without newline is not there yet, so ask again later.
  [[nodiscard]] base::Result<std::optional<Line>> next();

  // Where the next line begins; behind it lie only torn bytes once next() gave nothing.
  std::uint64_t offset() const { return begin_ + dropped_; }
  [[nodiscard]] base::Result<base::FileInfo> info() const { return disk_->info(file_); }

 private:
  [[nodiscard]] base::Result<bool> read_more();
  bool is_wanted(std::string_view text) const;
  Line line_at(std::string_view text);

  base::Disk* disk_;
  base::FileHandle file_;
  Kinds kinds_;
  std::string buffer_;
  std::size_t at_ = 0;         // the next line begins here in the buffer
  std::uint64_t begin_ = 0;    // of the next line in the file, when nothing of it was dropped
  std::uint64_t dropped_ = 0;  // bytes of a line that is too long to keep
  std::uint64_t number_ = 0;
  std::size_t piece_ = 0;  // bytes to read next: room costs a page fault a page
};

// The lines of the file under a name and of the files that take its place.
class Reader {
 public:
  [[nodiscard]] static base::Result<Reader> open(base::Disk& disk, std::string path,
                                                 std::uint64_t offset = 0);

  // As LineReader::next(). Line numbers begin again with each file.
  [[nodiscard]] base::Result<std::optional<Line>> next();

 private:
  Reader(base::Disk& disk, std::string path, LineReader lines, base::FileId file,
         std::uint64_t seen);
  [[nodiscard]] base::Result<bool> go_on();
  [[nodiscard]] base::Result<std::optional<Line>> next_here();

  base::Disk* disk_;
  std::string path_;
  LineReader lines_;
  base::FileId file_;
  std::uint64_t seen_ = 0;  // no number above this one was handed out
};

}  // namespace coord
