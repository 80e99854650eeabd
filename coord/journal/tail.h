// tail.h - the end of a journal file: where it is sound, and making it so.
// Shape:  pure reading (find_end); heal_end writes and wants the lock.
// Units:  bytes.
// Errors: corrupt (no sound entry near the end), unsupported (a newer version), io.
// Source: docs/spec/journal.md section 4; fault rows A2, A3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "coord/entry.h"

namespace coord {

struct End {
  Link last;                        // number 0: there is no line at all
  std::uint64_t end = 0;            // one past the last newline
  std::uint64_t torn_bytes = 0;     // behind it
  std::uint64_t foreign_lines = 0;  // whole lines behind the last sound entry
};

// Looks backwards from `size` for the last sound entry; reads 512 bytes when all is well, at most
// 1 MiB when not.
[[nodiscard]] base::Result<End> find_end(base::Disk& disk, const base::FileHandle& file,
                                         std::uint64_t size);

// Moves the torn bytes to `<path>.quarantine`. Must hold the lock.
[[nodiscard]] base::Result<void> heal_end(base::World& world, const base::FileHandle& file,
                                          const std::string& path, const End& end);

// Up to `size` bytes at `offset`: fewer only at the end of the file.
[[nodiscard]] base::Result<std::string> read_piece(base::Disk& disk, const base::FileHandle& file,
                                                   std::uint64_t offset, std::size_t size);

// One write; io when it was short.
[[nodiscard]] base::Result<void> write_whole(base::Disk& disk, const base::FileHandle& file,
                                             std::string_view bytes);

}  // namespace coord
