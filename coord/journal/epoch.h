// epoch.h - the numbers that may have been given out, kept outside the journal's folder.
// Shape:  Epoch is a plain value in a file of one JSON line, replaced whole.
// Units:  epochs are wall Millis, numbers are journal sequence numbers.
// Errors: not_found (no file), corrupt (not ours), io.
// Source: docs/spec/journal.md section 5; ADR-0012; fault rows I4, L8, R5.
#pragma once

#include <cstdint>
#include <string>

#include "coord/base/disk.h"
#include "coord/entry.h"

namespace coord {

// Numbers are reserved in blocks, so that an append need not read or write this file.
inline constexpr std::uint64_t kNumberBlock = 65536;

struct Epoch {
  std::int64_t epoch = 0;
  std::uint64_t reserved = 0;  // above every number that may be in use
  Link anchor;                 // the last entry when this was written; number 0: none

  bool operator==(const Epoch&) const = default;
};

// The end of the block `seq` lies in.
constexpr std::uint64_t reserved_for(std::uint64_t seq) {
  return (seq / kNumberBlock + 1) * kNumberBlock;
}

[[nodiscard]] base::Result<Epoch> read_epoch(base::Disk& disk, const std::string& path);
[[nodiscard]] base::Result<void> write_epoch(base::Disk& disk, const std::string& path,
                                             const Epoch& epoch);

}  // namespace coord
