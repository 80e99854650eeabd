// turn.h - one holder's turn at a journal: from the lock to the unlock.
// Shape:  a resource (pinned to the Journal that began it); unlocks with its destructor.
// Units:  boot-clock Millis, bytes.
// Errors: as journal.h.
// Source: docs/spec/journal.md sections 3 to 5; ADR-0003.
#pragma once

#include <optional>
#include <string>

#include "coord/base/world.h"
#include "coord/journal/flock.h"
#include "coord/journal/journal.h"
#include "coord/journal/tail.h"

namespace coord {

// What a Turn works on; all of it outlives the turn. `file` is replaced when the journal is.
struct Place {
  base::World& world;
  const std::string& path;
  const JournalOptions& options;
  base::FileHandle& file;
};

// Fit for a line? invalid_input when the kind is wrong, a field has a raw newline, or it is too
// long.
[[nodiscard]] base::Result<void> check_draft(const Draft& draft);

class Turn {
 public:
  // Locks the file that stands under the journal's name now.
  [[nodiscard]] static base::Result<Turn> begin(Place place, base::Millis give_up_at);

  // Finds the end, heals it, writes the first line of an empty file, rotates a full one.
  [[nodiscard]] base::Result<void> settle();

  // Where the journal ends; valid after settle().
  const Tail& tail() const { return tail_; }

  // One line; nothing when the file was replaced or grew meanwhile, so that a decision made on
  // tail() is stale.
  [[nodiscard]] base::Result<std::optional<Receipt>> append(const Draft& draft);

  // A new segment now; or, when nobody can read the end, a new chain with the old file set aside.
  [[nodiscard]] base::Result<Receipt> compact();

 private:
  Turn(Place place, FileLock lock, const base::FileInfo& info);

  [[nodiscard]] base::Result<void> find_tail();
  [[nodiscard]] base::Result<void> start_chain(const std::string& keep_old_as);
  [[nodiscard]] base::Result<void> rotate();
  [[nodiscard]] base::Result<void> reserve(std::uint64_t seq, std::int64_t epoch);
  [[nodiscard]] base::Result<void> replace_with(std::string_view line, const std::string& keep_as);
  [[nodiscard]] base::Result<void> write_line(std::string_view line);
  void take_note(std::string_view words);

  Place place_;
  FileLock lock_;
  base::FileInfo info_;
  Tail tail_;
  std::string note_;
};

}  // namespace coord
