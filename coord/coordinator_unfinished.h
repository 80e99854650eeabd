// coordinator_unfinished.h - what agents left behind that ended in the middle of their work.
// Shape:  plain value; read from the journal, the calls in flight and the files.
// Units:  paths as edits name them; at most the last 1 MiB of the journal is looked at.
// Errors: io, corrupt of the journal; not_found when there is nothing of that name to adopt.
// Source: docs/spec/stamps.md section 6; ADR-0063.
#pragma once

#include <string>
#include <vector>

#include "coord/backend/backend.h"
#include "coord/base/world.h"
#include "coord/stamp/edits.h"

namespace coord {

struct Unfinished {
  std::string agent;
  std::string session;  // as it joined; empty: not on record any more
  std::string task;
  base::Millis wall_ms = 0;               // when its end was noticed
  std::vector<Edit> files = {};           // each once, from what it began with to what still stands
  std::vector<std::string> half_written;  // a call that never ended had begun to change them
  bool is_empty() const { return files.empty() && half_written.empty(); }
};

// A place with a journal: the state folder, and the work tree that is asked about.
struct WorkPlace {
  base::World& world;
  std::string state_dir;
  std::string root;
};

// Of agents whose process was found dead, or was there before a reboot, and who did not come back;
// only what stands in the files as they left it and is not committed. Starts git when there is
// such.
[[nodiscard]] base::Result<std::vector<Unfinished>> find_unfinished(const WorkPlace& at);

// `me` goes on with it: the edits count as its own, nobody is offered them any more.
[[nodiscard]] base::Result<void> adopt(const WorkPlace& at, Backend& leases, const std::string& me,
                                       const Unfinished& work);

}  // namespace coord
