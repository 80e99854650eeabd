// segment.h - the first line of a journal file, and putting a new file in place of an old one.
// Shape:  Anchor is a plain value; Segment is a resource: an open file and our lock on it.
// Units:  bytes, sequence numbers.
// Errors: corrupt (no first line of ours), io, unsupported (no hard links here).
// Source: docs/spec/journal.md section 5; ADR-0013; tests/fault/rows.txt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/world.h"
#include "coord/entry.h"
#include "coord/journal/flock.h"

namespace coord {

inline constexpr std::string_view kStartKind = "journal.start";
inline constexpr std::string_view kSnapshotKind = "journal.snapshot";

// What the first line of a file says about its place in the chain.
struct Anchor {
  bool starts_chain = false;
  std::int64_t epoch = 0;
  std::uint64_t first = 0;
};

// `state` is one JSON value on one line.
std::string anchor_fields(std::int64_t epoch, std::uint64_t first, std::string_view state);

// From the first bytes of a first line; nothing when it is another kind.
std::optional<Anchor> read_anchor(std::string_view line);
// Of an open file; corrupt when it has none.
[[nodiscard]] base::Result<Anchor> anchor_of(base::Disk& disk, const base::FileHandle& file);

std::string segment_dir(const std::string& journal);
// `segments/journal-00000000000000000001.jsonl` beside the journal.
std::string segment_path(const std::string& journal, std::uint64_t first);

// The old segments that are there, oldest first; none when there is no folder.
std::vector<std::string> segments_of(base::Disk& disk, const std::string& journal);

struct Segment {
  base::FileHandle file;
  FileLock lock;  // declared last: unlocked before the file is closed
};

// Puts a file of this one line in place of the journal and keeps the old file under `keep_as`.
// Must hold the lock on the old one; the new one is locked before anybody can see it.
[[nodiscard]] base::Result<Segment> replace_segment(base::World& world, const std::string& journal,
                                                    std::string_view line,
                                                    const std::string& keep_as);

}  // namespace coord
