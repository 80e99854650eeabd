// snapshot.h - files of a work tree kept in git before a command destroys them.
// Shape:  plain values; one git writes blobs, tree, commit and ref, the index is never touched.
// Units:  names relative to the root; at most kMaxFiles and kMaxBytes are kept at a time.
// Errors: those of run_git; invalid_input when git says no. What could not be kept is a value.
// Source: git-fast-import(1); ADR-0073 (snapshot before risk).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/git/work_tree.h"

namespace coord {

// Every snapshot is a ref of its own below this: reachable, so that no `git gc` takes it.
inline constexpr std::string_view kSnapshotRefs = "refs/flockgate/snapshots/";

struct SnapshotWish {
  std::string agent;
  std::string before;  // what is about to run
  std::string tree;    // prefix of a linked work tree
  Names names;
  Names beside = {};  // of others, not in danger as far as is known: brought back only by name
};

struct Unsaved {
  std::string path;
  std::string why;
};

struct SavedNow {
  std::string id;  // empty: there was nothing to keep
  std::vector<Unsaved> unsaved;
};

// Regular files and links that are there, byte for byte, under a new ref whose commit follows HEAD.
// Folders and other kinds are passed over; ".git" and all below it is never kept.
[[nodiscard]] base::Result<SavedNow> save_snapshot(const GitSpot& at, const SnapshotWish& wish);

// "20261121-142233-042", the name of a snapshot taken at this time: sorts as time does.
std::string snapshot_id(base::Millis wall_ms);

}  // namespace coord
