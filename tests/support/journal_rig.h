// journal_rig.h - a journal in a folder of its own, over a disk and a clock that obey the test.
// Shape:  resource; pinned.
// Units:  as coord/journal/journal.h.
// Errors: lines() of a journal that cannot be read is a failure of the test.
// Source: tests/fault/rows.txt.
#pragma once

#include <string>
#include <vector>

#include "coord/journal/check.h"
#include "coord/journal/journal.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/temp_dir.h"

namespace support {

struct JournalRig {
  TempDir dir;
  FakeClock clock;
  base::Env env;
  FaultyDisk disk{base::real_disk()};
  base::World world{disk, clock, env};
  base::World real{base::real_disk(), base::real_clock(), env};  // for what must really wait
  std::string path = dir / "state/journal.jsonl";
  std::string epoch = dir / "state.epoch";

  coord::JournalOptions options(std::uint64_t segment_bytes = 64U << 20U) const;
  coord::Journal journal() { return coord::Journal::open(world, path, options()).value(); }
  coord::Journal real_journal(base::Millis deadline_ms = 60'000);
  // Appends `"n":n` for n = first .. first + count - 1 with a healthy disk.
  void fill(int count, int first = 0);

  std::string bytes() const { return dir.read("state/journal.jsonl"); }
  void overwrite(std::string_view bytes) const { dir.write("state/journal.jsonl", bytes); }
  std::vector<std::string> lines() const;
  coord::CheckReport check(bool all = true) const;
};

// "line 3: sum differs; line 7: ..." of a report, for comparing at a glance.
std::string words_of(const coord::CheckReport& report);

}  // namespace support
