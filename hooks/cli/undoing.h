// undoing.h - which recorded edits are meant, and what the files would be without them.
// Shape:  plain values; git merges, nothing in the work tree is written.
// Units:  names relative to the work tree's root.
// Errors: those of the journal and of git; not_found when no edit is meant.
// Source: ADR-0076 (undo).
#pragma once

#include <string>
#include <vector>

#include "coord/backend/standing.h"
#include "coord/coordinator_history.h"
#include "hooks/cli/rewriting.h"

namespace hooks::cli {

// What was asked for; nothing: the last edit of who asks.
struct UndoWish {
  std::vector<std::string> edits;  // begins of edit ids
  std::string agent;               // all its edits
  std::string task;                // all edits of agents at this task
};

struct Undone {
  std::string name;
  std::vector<std::string> edits;  // taken back, newest first
};

struct Conflict {
  std::string name;
  std::string edit;
  std::string text;  // both sides, or why there are none
};

struct UndoPlan {
  std::vector<Rewrite> files;
  std::vector<Undone> undone;
  std::vector<Conflict> conflicts;
};

[[nodiscard]] base::Result<UndoPlan> plan_undo(const Desk& desk, const coord::Record& record,
                                               const UndoWish& wish, base::World& world);

// The files that have an edit of this kind: what must be held before the plan is made.
[[nodiscard]] base::Result<std::vector<std::string>> files_to_undo(const Desk& desk,
                                                                   const coord::Record& record,
                                                                   const UndoWish& wish);

}  // namespace hooks::cli
