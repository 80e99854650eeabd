// stamps.h - what content one agent last saw of each path.
// Shape:  resource (move-only): one file of fixed slots, a table; no call costs more than another.
// Units:  hashes of whole files; `born_ns` is wall time, journal places are bytes.
// Errors: io, denied; a damaged slot is no stamp, which is the careful side.
// Source: docs/spec/stamps.md section 2; ADR-0055, ADR-0024 (a table, not a list).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "coord/base/hash.h"
#include "coord/base/world.h"

namespace coord {

// A place in the journal: what came later is behind it.
struct JournalPlace {
  std::uint64_t file = 0;  // inode
  std::uint64_t end = 0;
  bool operator==(const JournalPlace&) const = default;
};

// Where the journal ends; zero when there is none.
JournalPlace journal_end(base::Disk& disk, const std::string& journal);

struct Stamp {
  base::Hash128 seen;
  JournalPlace at;  // where the journal ended when it was seen
  bool operator==(const Stamp&) const = default;
};

class Stamps {
 public:
  // The file at `path`; made, with its folder, when it is not there. An agent is born at the end
  // of `journal`.
  [[nodiscard]] static base::Result<Stamps> open(base::World& world, const std::string& path,
                                                 const std::string& journal);

  // When this agent was first seen here, and where the journal ended then.
  std::int64_t born_ns() const { return static_cast<std::int64_t>(birth_.seen.low); }
  const JournalPlace& journal_at_birth() const { return birth_.at; }

  std::optional<Stamp> find(const std::string& file) const;
  [[nodiscard]] base::Result<void> put(const std::string& file, const Stamp& stamp);

  // How far this agent was told what others changed.
  JournalPlace told() const;
  [[nodiscard]] base::Result<void> set_told(const JournalPlace& place);

  // What other rooms keep with an agent, by number (1 to 60); none when it was never put.
  std::optional<Stamp> note(std::uint64_t number) const;
  [[nodiscard]] base::Result<void> put_note(std::uint64_t number, const Stamp& note);

  // Are there calls whose end the journal was not told of?
  bool is_in_debt() const;
  [[nodiscard]] base::Result<void> set_in_debt(bool owes);

 private:
  struct Slot;
  Stamps(base::World& world, std::string path, base::FileHandle file);
  [[nodiscard]] base::Result<void> load(const std::string& journal);
  std::optional<Stamp> kept(std::uint64_t place) const;
  [[nodiscard]] base::Result<void> keep(std::uint64_t place, const Stamp& stamp);
  [[nodiscard]] base::Result<void> write(std::uint64_t offset, const Slot& slot);
  std::uint32_t age() const;

  base::World* world_;
  std::string path_;
  base::FileHandle file_;
  std::string front_;  // the slots that have a place of their own
  Stamp birth_;
};

}  // namespace coord
