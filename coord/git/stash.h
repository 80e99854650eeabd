// stash.h - entries of the stash kept as snapshots before a command drops them.
// Shape:  one function; two questions to git an entry, one git that writes.
// Units:  at most kStashEntries at a time.
// Errors: those of run_git; an entry that is not there is for git to refuse.
// Source: git-stash(1), "DISCUSSION"; ADR-0073 (snapshot before risk).
#pragma once

#include <string>

#include "coord/git/snapshots.h"

namespace coord {

inline constexpr std::size_t kStashEntries = 50;

// The files an entry changed or brought, untracked ones included. `entry`: "stash@{1}"; empty: all.
// `about` says agent, command and work tree.
[[nodiscard]] base::Result<void> keep_stash(const GitSpot& at, const Snapshot& about,
                                            const std::string& entry);

}  // namespace coord
