// reader.h - the lines of a journal in order, without the lock, across rotations.
// Shape:  Reader is a resource (move-only); a Line lives until the next call of next().
// Units:  byte offsets, line numbers from 1 within their file.
// Errors: io, not_found; damage is a Line with words in `damage`, never skipped in silence.
// Source: docs/spec/journal.md sections 4 and 5; fault-matrix A10, R2, R6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "coord/entry.h"

namespace coord {

struct Line {
  std::uint64_t number = 0;  // in its file, counted from where the reader began
  std::uint64_t offset = 0;
  std::string_view text;       // without the newline; cut when it is too long
  std::optional<Entry> entry;  // none when damaged
  std::string damage;          // why it is no entry; empty when it is one
};

class Reader {
 public:
  // Reads the file at `path` from `offset`, which must be the begin of a line. With `follow`, goes
  // on into the segments that replaced it meanwhile.
  [[nodiscard]] static base::Result<Reader> open(base::Disk& disk, std::string path,
                                                 std::uint64_t offset = 0);

  // The next whole line; nothing at the end. A last line without newline is not there yet: ask
  // again later.
  [[nodiscard]] base::Result<std::optional<Line>> next();

 private:
  Reader(base::Disk& disk, std::string path);
};

}  // namespace coord
