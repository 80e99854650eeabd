// check.h - is every line of a journal what was written, in order?
// Shape:  a pure reading: takes no lock, changes nothing.
// Units:  line numbers from 1, byte offsets.
// Errors: io, not_found; damage is a finding in the report, not an Error.
// Source: docs/spec/journal.md section 6; fault rows I10, A11.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "coord/entry.h"

namespace coord {

struct Damage {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::string reason;
};

struct CheckReport {
  std::uint64_t entries = 0;  // sound ones
  std::uint64_t files = 0;
  std::uint64_t first_seq = 0;  // 0 = none
  Link head;                    // the last sound entry
  std::uint64_t torn_bytes =
      0;                        // of a last line without newline: not damage, the next append heals
  std::vector<Damage> damages;  // in order; at most kMaxDamages are kept
  std::uint64_t damage_count = 0;
};

inline constexpr std::size_t kMaxDamages = 100;

struct CheckScope {
  bool all = false;             // the old segments too, oldest first
  std::string epoch_path = {};  // compares with the high-water mark kept there; empty = does not
};

[[nodiscard]] base::Result<CheckReport> check_journal(base::Disk& disk, const std::string& path,
                                                      const CheckScope& scope = {});

}  // namespace coord
