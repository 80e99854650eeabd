// pieces.h - files that are read piece by piece, wherever they lie.
// Shape:  interface, and the one over a Disk.
// Units:  bytes; absolute paths.
// Errors: none: what cannot be read is nothing.
// Source: ADR-0090 (git's own files are read by guard and coordination alike).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coord/base/disk.h"

namespace base {

class Pieces {
 public:
  virtual ~Pieces() = default;
  // At most `most` bytes behind `from`, which the file reaches.
  virtual std::optional<std::string> piece(const std::string& path, std::uint64_t from,
                                           std::size_t most) const = 0;
  // Names in a folder, sorted.
  virtual std::optional<std::vector<std::string>> list(const std::string& path) const = 0;
};

// Links are followed.
class DiskPieces final : public Pieces {
 public:
  explicit DiskPieces(Disk& disk) : disk_(&disk) {}

  std::optional<std::string> piece(const std::string& path, std::uint64_t from,
                                   std::size_t most) const override;
  std::optional<std::vector<std::string>> list(const std::string& path) const override;

 private:
  Disk* disk_;
};

}  // namespace base
