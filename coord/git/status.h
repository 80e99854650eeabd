// status.h - what git says of files that are not as HEAD has them.
// Shape:  plain values; one git.
// Units:  paths relative to the work tree's root; pathspecs count from `at.folder`.
// Errors: those of run_git; invalid_input when git says no.
// Source: git-status(1), "Porcelain Format Version 2"; ADR-0077.
#pragma once

#include <string>
#include <vector>

#include "coord/git/work_tree.h"

namespace coord {

struct ChangedFile {
  std::string path;
  bool known = true;      // to git
  std::string mode = {};  // as git would have it: "100644"; of `known` ones; "000000": not there
  std::string head_mode = {};
  std::string head_blob = {};  // empty: HEAD has none
};

struct Status {
  std::vector<ChangedFile> files;
  bool staged = false;    // the index is not as HEAD is
  bool unmerged = false;  // a merge left something to be solved
};

[[nodiscard]] base::Result<Status> status_of(const GitSpot& at, const Names& pathspecs);

}  // namespace coord
