// in_flight.h - what a call that has begun will have touched, kept from its pre to its post hook.
// Shape:  two logs an agent, the second for the few calls in several work trees; Mark is a value.
// Units:  hashes of whole files.
// Errors: io, denied, timed_out, corrupt (a record that is not ours); a call without marks is none.
// Source: docs/spec/stamps.md section 3; ADR-0055 (pending at pre, committed at post).
#pragma once

#include <string>
#include <vector>

#include "coord/base/hash.h"
#include "coord/base/world.h"
#include "coord/stamp/call_log.h"
#include "coord/stamp/stamps.h"

namespace coord {

struct Mark {
  std::string file;  // absolute
  bool writes = false;
  bool fresh = false;      // writes: what was there is what this agent had last seen
  base::Hash128 before;    // what was there at pre
  base::Hash128 intended;  // writes: of the whole text that will stand there; kAbsent: not known
  JournalPlace journal;    // where the journal ended at pre
  bool keep = false;       // writes: no rule stops reading it, so that a copy of it may be kept
  bool operator==(const Mark&) const = default;
};

struct BegunCall {
  base::Millis wall_ms = 0;  // when it began
  std::vector<Mark> marks;
};

// A call that is over, but whose end the journal was not told of.
struct OwedCall {
  std::string call;
  std::vector<Mark> marks;
};

class InFlight {
 public:
  // `path`: where the log of one agent's calls stands.
  InFlight(base::World& world, const std::string& path);

  [[nodiscard]] base::Result<void> put(const std::string& call, const std::vector<Mark>& marks);
  // The call's marks, taken away; none when there are none.
  [[nodiscard]] base::Result<BegunCall> take(const std::string& call);
  // Keeps what take() gave, for later: the journal could not be told now.
  [[nodiscard]] base::Result<void> owe(const std::string& call, const std::vector<Mark>& marks);
  [[nodiscard]] base::Result<std::vector<OwedCall>> owed();
  [[nodiscard]] base::Result<void> forgive(const std::string& call);
  // The call is in these work trees, too, whose own state knows of it; told once by take_away().
  [[nodiscard]] base::Result<void> put_away(const std::string& call,
                                            const std::vector<std::string>& roots);
  std::vector<std::string> take_away(const std::string& call);
  // Of all calls, each once.
  std::vector<std::string> all_away();
  // The marks of all calls that have begun; none of what cannot be read.
  std::vector<Mark> all();
  // Forgets all calls of the agent.
  void clear();

 private:
  CallLog calls_;
  CallLog away_;
};

}  // namespace coord
