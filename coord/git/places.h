// places.h - pathspecs that name files and folders and nothing else, read without git.
// Shape:  pure functions; no file is looked at.
// Units:  places relative to the work tree's root, normalised; "" is the root.
// Errors: none: what only git can read is nothing.
// Source: gitglossary(7), pathspec; ADR-0090.
#pragma once

#include <optional>

#include "coord/git/work_tree.h"

namespace coord {

// No pathspecs: the root. Nothing when one is a pattern, has other magic than ":(literal)", or
// leads out of the work tree.
std::optional<Names> places_of(const GitSpot& at, const Names& pathspecs);

}  // namespace coord
