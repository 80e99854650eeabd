// told.h - names of files as git prints them.
// Shape:  functions; each starts git once.
// Units:  names relative to the work tree's root; pathspecs count from `at.folder`.
// Errors: those of run_git; invalid_input when git says no.
// Source: git-ls-files(1), git-diff(1), -z.
#pragma once

#include <string>

#include "coord/git/work_tree.h"

namespace coord {

// What git prints for these words and, behind "--", the pathspecs.
[[nodiscard]] base::Result<std::string> told(const GitSpot& at, Names words,
                                             const Names& pathspecs);
[[nodiscard]] base::Result<Names> told_names(const GitSpot& at, Names words,
                                             const Names& pathspecs);

}  // namespace coord
