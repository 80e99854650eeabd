// lock_support.h - which file systems are believed when they grant a flock.
// Shape:  a constexpr table of facts; FileSystem is a plain value.
// Units:  magic numbers of statfs(2).
// Errors: io when the path cannot be asked; unsupported from check_lock_support.
// Source: statfs(2), flock(2) notes on NFS and CIFS; ADR-0011; fault rows L9-L11.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "coord/base/result.h"

namespace coord {

enum class LockTrust : std::uint8_t { trusted, doubtful, refused };

struct FileSystem {
  std::uint32_t magic = 0;
  std::string_view name;
  LockTrust trust = LockTrust::doubtful;
  std::string_view why;  // for doubtful and refused
};

// The row of the table; an unknown number is doubtful.
FileSystem file_system_by(std::uint32_t magic);

// Of the file system the path lies on.
[[nodiscard]] base::Result<FileSystem> file_system_of(const std::string& path);

// "" when trusted, a sentence when doubtful, unsupported when refused.
[[nodiscard]] base::Result<std::string> check_lock_support(const FileSystem& system,
                                                           const std::string& path);

}  // namespace coord
