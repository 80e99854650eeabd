// journal.h - an append-only file of JSON lines under one lock, chained by hash.
// Shape:  Journal is a resource (move-only); a record is one line.
// Units:  sequence numbers from 1, byte offsets, milliseconds.
// Errors: timed_out (holder in `where`), io (no space, read-only), corrupt, denied, invalid_input.
// Source: docs/spec/journal.md; ADR-0003, ADR-0010 to ADR-0013.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "coord/entry.h"

namespace coord {

// Where the journal ends, as seen under the lock.
struct Tail {
  base::FileId file;
  std::uint64_t end = 0;   // bytes; the next line begins here
  Link last;               // the chain's head
  std::uint64_t next = 1;  // number of the next entry; leaves room for damaged lines at the end
};

struct JournalOptions {
  base::Millis deadline_ms = 250;            // for the lock; 0 = one try
  bool durable = false;                      // fdatasync after the unlock
  std::uint64_t segment_bytes = 64U << 20U;  // rotate beyond
  std::string epoch_path = {};               // keeps numbers growing when the journal is lost
  // Live state as of this tail, as one JSON value for the first line of a new segment; none = null.
  std::function<base::Result<std::string>(const Tail& tail)> state = {};
};

// What an acknowledged record can survive beyond the death of every process.
enum class Durability : std::uint8_t { process, power, lost_sync };

struct Receipt {
  std::uint64_t seq = 0;
  std::uint64_t offset = 0;  // first byte of the line
  Durability durability = Durability::process;
  std::string note = {};  // what had to be repaired on the way, once; empty when nothing
};

// What to append: `fields` are ready JSON members without braces ("\"a\":1,\"b\":2").
struct Draft {
  std::string kind;
  std::string fields;
};

// Looks at the journal under the lock (coord/journal/reader.h reads from an offset) and says what
// to append; nothing = append nothing. Called again when the file was replaced meanwhile, so it
// must only depend on what it reads. It must start no process.
using Decide = std::function<base::Result<std::optional<Draft>>(const Tail& tail)>;

class Journal {
 public:
  // The journal at `path`; the file (and its folder) is made by the first append. invalid_input for
  // a deadline below 0 or above ten minutes.
  [[nodiscard]] static base::Result<Journal> open(base::World& world, std::string path,
                                                  JournalOptions options = {});

  // Appends {"v":1,"t":..,"kind":kind,<fields>,"seq":..,"prev":..,"sum":..}; the line is at most
  // 4 KiB (else invalid_input before the lock). One write; acknowledged only when whole.
  [[nodiscard]] base::Result<Receipt> append(std::string_view kind, std::string_view fields);

  // Decides and appends under one lock; nothing when `decide` wanted nothing.
  [[nodiscard]] base::Result<std::optional<Receipt>> transact(const Decide& decide);

  // Starts a new segment now; the old one stays whole. Also the repair of a journal whose end
  // nobody can read: it is set aside under a name ending in .quarantine.
  [[nodiscard]] base::Result<Receipt> compact();

 private:
  Journal(base::World& world, std::string path, JournalOptions options);
  Receipt survive(Receipt receipt);

  base::World* world_;
  std::string path_;
  JournalOptions options_;
  base::FileHandle file_;
};

}  // namespace coord
