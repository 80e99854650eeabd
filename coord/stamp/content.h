// content.h - what a file holds now, as a fingerprint.
// Shape:  plain value and functions.
// Units:  bytes; at most kMaxContent are looked at.
// Errors: invalid_input (too long), denied, io; a missing file is a value, not an Error.
// Source: docs/spec/stamps.md section 1; ADR-0055.
#pragma once

#include <optional>
#include <string>

#include "coord/base/disk.h"
#include "coord/base/hash.h"
#include "coord/base/result.h"

namespace coord {

inline constexpr std::size_t kMaxContent = 8U << 20U;

// The fingerprint of a file that is not there.
inline constexpr base::Hash128 kAbsent{};

// What an agent saw that read while the file changed: like nothing that will ever stand there.
inline constexpr base::Hash128 kUnsure{0, 1};

struct Content {
  base::Hash128 hash = kAbsent;
  std::string bytes = {};
  std::int64_t changed_ns = 0;         // the later of the file's two times
  std::optional<base::FileId> shared;  // it has other names: hard links
  bool is_there() const { return hash != kAbsent; }
};

// The regular file at `path`, whole.
[[nodiscard]] base::Result<Content> read_content(base::Disk& disk, const std::string& path);

// Of it only the hash, in little memory.
[[nodiscard]] base::Result<base::Hash128> read_hash(base::Disk& disk, const std::string& path);

}  // namespace coord
