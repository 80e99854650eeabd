// in_flight.h - what a call that has begun will have touched, kept from its pre to its post hook.
// Shape:  one small file a call in a folder per agent; Mark is a plain value.
// Units:  hashes of whole files.
// Errors: io, denied, corrupt (a file that is not ours); a call without marks is none.
// Source: docs/spec/stamps.md section 3; ADR-0055 (pending at pre, committed at post).
#pragma once

#include <string>
#include <vector>

#include "coord/base/hash.h"
#include "coord/base/world.h"
#include "coord/stamp/stamps.h"

namespace coord {

struct Mark {
  std::string file;  // absolute
  bool writes = false;
  bool fresh = false;      // writes: what was there is what this agent had last seen
  base::Hash128 before;    // what was there at pre
  base::Hash128 intended;  // writes: of the whole text that will stand there; kAbsent: not known
  JournalPlace journal;    // where the journal ended at pre
  bool operator==(const Mark&) const = default;
};

// A call that is over, but whose end the journal was not told of.
struct OwedCall {
  std::string call;
  std::vector<Mark> marks;
};

class InFlight {
 public:
  // `folder` holds the calls of one agent.
  InFlight(base::World& world, std::string folder);

  [[nodiscard]] base::Result<void> put(const std::string& call, const std::vector<Mark>& marks);
  // When the call began, in wall time; 0 when it is not known.
  base::Millis began_ms(const std::string& call) const;
  // The call's marks, taken away; none when there are none.
  [[nodiscard]] base::Result<std::vector<Mark>> take(const std::string& call);
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
  std::string path_of(const std::string& call) const;
  std::vector<std::string> roots_in(const std::string& path);
  [[nodiscard]] base::Result<void> write(const std::string& path, const std::string& bytes);

  base::World* world_;
  std::string folder_;
};

}  // namespace coord
