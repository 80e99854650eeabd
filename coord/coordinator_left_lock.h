// coordinator_left_lock.h - index.lock as `flockgate commit` holds it, and what a killed one left.
// Shape:  functions over the files of a git folder; git is asked what was committed.
// Units:  absolute paths.
// Errors: those of git and of the disk; busy where another process clears the same lock.
// Source: git(1), "index.lock"; ADR-0093 (what a killed commit leaves is put right).
#pragma once

#include <optional>
#include <string>

#include "coord/git/work_tree.h"
#include "coord/lease/slots.h"

namespace coord {

// Where an index is, and our own state.
struct IndexPlace {
  GitSpot at;
  std::string git_dir;
  std::string state_dir;
};

inline constexpr std::string_view kPrivateIndex = "flockgate-index-";
inline constexpr std::string_view kPrivateLock = "flockgate-lock-";

// In index.lock: whose it is; and, once git is about to commit, what HEAD was.
std::string lock_line(const lease::Owner& owner);
std::string head_line(const std::optional<std::string>& head);

// A copy to work on; none where there is no index yet.
[[nodiscard]] base::Result<void> copy_index(base::Disk& disk, const std::string& from,
                                            const std::string& to);
// What HEAD's commit changed stands in the index `file` as it was committed; all else stays.
[[nodiscard]] base::Result<void> follow_head(const GitSpot& at, const std::string& file);

// Removes index.lock if a commit of ours made it whose process is provably gone and no git is at
// work here; where it had committed, the index is made true of that first. False: not so.
[[nodiscard]] base::Result<bool> clear_left_lock(const IndexPlace& place);

// Private files of processes that are provably gone; only for who has index.lock.
void clear_left_files(const IndexPlace& place);

}  // namespace coord
