// index.h - the mapped lease table: what the journal says, ready to be looked up.
// Shape:  resource, move-only; disposable: a missing, older or damaged file is made anew by replay.
// Units:  byte offsets of the journal.
// Errors: io, denied (the file cannot be made), unsupported (no room after growing).
// Source: docs/spec/lease-index.md; ADR-0051.
#pragma once

#include <memory>
#include <string>

#include "coord/base/world.h"
#include "coord/journal/journal.h"
#include "coord/lease/change.h"

namespace coord {

class Index {
 public:
  // `path` is the index file of the journal at `journal`.
  Index(base::World& world, std::string path, std::string journal, lease::Options options);
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  // The table as of the journal's end. Must be called under the journal's lock, with the tail seen
  // there; the table is valid until the lock is given back.
  [[nodiscard]] base::Result<lease::Table*> catch_up(const Tail& tail);

  // Lines of the journal that were no entries, since its first line: while there are any, what is
  // held cannot be known for sure.
  std::uint64_t damaged_lines() const;

  // The live state as one JSON value, for the first line of a new segment.
  std::string snapshot() const;

 private:
  struct Mapping;
  bool is_current(const Tail& tail) const;
  [[nodiscard]] base::Result<void> make(lease::Rooms rooms);
  [[nodiscard]] base::Result<void> rebuild(const Tail& tail);
  [[nodiscard]] base::Result<void> replay(const Tail& tail);

  base::World* world_;
  std::string path_;
  std::string journal_;
  lease::Options options_;
  std::unique_ptr<Mapping> mapping_;
};

}  // namespace coord
