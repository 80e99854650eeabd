// own_work.h - what of the changes in a work tree is one agent's own.
// Shape:  plain values; git is asked what changed, the journal whose it is.
// Units:  paths relative to the work tree's root.
// Errors: those of git and of the journal; denied when a named file is another's.
// Source: ADR-0071, ADR-0077 (commits of one's own work); docs/man/flockgate.1.
#pragma once

#include <string>
#include <vector>

#include "coord/coordinator_portion.h"
#include "coord/git/status.h"
#include "guards/place.h"

namespace hooks::cli {

// Committed as it stands in the work tree, or as gone.
struct OwnFile {
  std::string path;
  base::Hash128 seen;  // its content, when it was judged
};

// Committed with the lines of one agent only.
struct OwnPart {
  std::string path;
  std::string mode;
  std::string text;    // what HEAD will hold
  std::string seen;    // the file, when it was judged
  base::Hash128 head;  // lines_hash() of what HEAD holds so far
  std::uint64_t last;  // entry of its last edit on record
};

struct LeftOut {
  std::string path;
  std::string why = {};                 // the whole file
  std::vector<coord::Rest> rests = {};  // else these lines
  bool known = true;                    // to git
};

struct OwnWork {
  std::vector<OwnFile> files;
  std::vector<OwnPart> parts;
  std::vector<LeftOut> left;
  bool staged = true;  // the index may hold what HEAD does not
  bool is_empty() const { return files.empty() && parts.empty(); }
};

// For whom, and what is known of who wrote what.
struct Ownership {
  base::World& world;
  const guards::Place& place;
  const coord::Record& record;
  std::string agent;
};

// Of all changes, or of the named files (pathspecs): what this agent edited and no other. A named
// file that nobody edited on record is taken as it stands; one that others alone edited: denied.
[[nodiscard]] base::Result<OwnWork> own_work(const Ownership& own, const coord::Names& pathspecs);

}  // namespace hooks::cli
