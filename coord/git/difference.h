// difference.h - which files of a work tree are not as a commit or the index has them.
// Shape:  functions; each starts git once or twice, or not at all where the index file tells.
// Units:  names relative to the work tree's root; pathspecs count from `at.folder`.
// Errors: those of run_git; invalid_input when git says no (no such commit, a broken pathspec).
// Source: git-diff(1); ADR-0065, ADR-0090.
#pragma once

#include <optional>
#include <string>

#include "coord/git/work_tree.h"

namespace coord {

// Files in the work tree that are not as in `tree` (a commit), or as in the index when it is empty:
// what would be written or removed to make them so, untracked ones included that the commit has.
[[nodiscard]] base::Result<Names> differing_files(const GitSpot& at, const std::string& tree,
                                                  const Names& pathspecs);
// The same by bytes, kinds and modes alone: a file that only attributes make equal is among them.
// Quicker, and enough where more is no harm.
[[nodiscard]] base::Result<Names> differing_bytes(const GitSpot& at, const std::string& tree,
                                                  const Names& pathspecs);
// Of those, what would be lost: not as in HEAD's commit either, or not known to the index at all.
[[nodiscard]] base::Result<Names> lost_bytes(const GitSpot& at, const std::string& tree,
                                             const Names& pathspecs);
// What the commit has and the index has not; none when there is no such commit.
[[nodiscard]] base::Result<std::optional<Names>> unknown_files(const GitSpot& at,
                                                               const std::string& commit);
// Files in the index that are not as in HEAD.
[[nodiscard]] base::Result<Names> staged_files(const GitSpot& at, const Names& pathspecs);

}  // namespace coord
