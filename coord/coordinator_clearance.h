// coordinator_clearance.h - may a call go on: how long it waits for that, and what it is told.
// Shape:  plain values.
// Units:  Millis; touches are told by their place in the call's list.
// Source: docs/spec/leases.md section 6; ADR-0052.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coord/backend/backend.h"
#include "coord/coordinator_lost.h"
#include "coord/stamp/edits.h"

namespace coord {

// How long a call may wait inside its hook, and how.
struct Patience {
  base::Millis turn_ms = 5'000;  // for one's turn
  base::Millis reader_ms = 150;  // of who only reads, for a write in flight
  base::Millis step_ms = 10;     // between two looks
  std::function<void(base::Millis)> pause;
};

// What an agent last saw of a file, and what is there.
struct Texts {
  std::string known;
  std::string now;
};

struct Refusal {
  std::size_t touch = 0;  // which one
  bool stale = false;     // else another is at it
  Reply reply;
  std::optional<Edit> by;           // stale: the edit that made it so, when it is known
  std::optional<Texts> texts;       // stale: when both were kept and may be shown
  std::optional<LostLease> lost;    // else: a lease of ours over it that has ended
  std::optional<std::string> lock;  // nobody could be asked: who has the journal's lock
};

// What is worth telling although the call goes on.
struct Notice {
  enum class Why : std::uint8_t {
    mid_write,  // a read while another writes
    old_base,   // an edit whose old text is still there
    unread,     // an outsider changed a file this agent never read
    unasked,    // a read while the journal's lock could not be had
  };
  std::size_t touch = 0;
  Why why = Why::mid_write;
  std::optional<Obstacle> busy = {};  // mid_write: who
  std::string lock = {};              // unasked: who has it
};

struct Clearance {
  std::optional<Refusal> refusal;
  std::vector<Notice> notices;
};

}  // namespace coord
