// coordinator_history.h - what became of a file, write by write, as far as it is on record.
// Shape:  plain values; the journal and the kept bytes are read, nothing is written.
// Units:  paths relative to the work tree's root; lines from 1.
// Errors: those of the journal; bytes nobody kept are a value.
// Source: docs/spec/stamps.md sections 4 and 5; ADR-0075 (who wrote a line).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "coord/stamp/edits.h"
#include "coord/stamp/weave.h"

namespace coord {

// From one content of the file to the next.
struct Step {
  std::optional<Edit> edit;           // none: no hook saw it
  std::optional<std::string> before;  // none: not kept; empty for a file that was not there
  std::optional<std::string> after;
  bool made = false;     // the file was not there before
  bool removed = false;  // ... nor after
  std::string id() const;
};

// A part of the file was committed after so many steps.
struct CommitStep {
  std::size_t behind = 0;
  std::string agent;
  base::Hash128 head;  // lines_hash() of what HEAD held before
};

struct History {
  std::string path;
  std::vector<Step> steps;  // oldest first
  std::vector<CommitStep> commits;
  std::string now;
  bool is_there = false;
};

// All edits on record by path, and where their bytes are.
struct Record {
  std::map<std::string, std::vector<Edit>> edits;
  std::map<std::string, std::vector<PartCommit>> commits;
  std::string blobs;
  bool cut = false;  // older edits were not read
};

[[nodiscard]] base::Result<Record> read_record(base::World& world, const std::string& state_dir,
                                               const std::string& root);
[[nodiscard]] base::Result<History> history_of(base::World& world, const Record& record,
                                               const std::string& root, const std::string& path);

// For each line of what stands there now the step that wrote it; none: older than the record, or of
// a time whose bytes were not kept.
std::vector<Writer> writers_of(const History& history);
// The lines of all its texts, writers being steps; none when the bytes of no time
// were kept. Views into `history`.
std::optional<Weave> weave_of(const History& history);

}  // namespace coord
