// journal.h - an append-only file of JSON lines under one lock, chained by hash.
// Shape:  Journal is a resource (move-only); a record is one line.
// Units:  sequence numbers from 1, byte offsets, milliseconds.
// Errors: timed_out (holder in `where`), io (no space, read-only), corrupt, denied, invalid_input.
// Source: docs/spec/journal.md; ADR-0003.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "coord/base/world.h"

namespace coord {

struct JournalOptions {
  base::Millis deadline_ms = 250;            // for the lock; 0 = one try
  bool durable = false;                      // fdatasync after the unlock
  std::uint64_t segment_bytes = 64U << 20U;  // rotate beyond
};

struct Receipt {
  std::uint64_t seq = 0;
  std::uint64_t offset = 0;  // first byte of the line
};

class Journal {
 public:
  [[nodiscard]] static base::Result<Journal> open(base::World& world, std::string path,
                                                  JournalOptions options = {});
  // Appends {"seq":..,"t":..,"kind":kind,<fields>,...}; `fields` are ready JSON members without
  // braces ("\"a\":1,\"b\":2"), at most 4 KiB. One write; acknowledged only when whole.
  [[nodiscard]] base::Result<Receipt> append(std::string_view kind, std::string_view fields);
};

}  // namespace coord
