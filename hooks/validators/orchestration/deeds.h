// deeds.h - the git verbs of a call that may reach others' work or destroy any, and what they hit.
// Shape:  plain values; git is asked which files are meant.
// Units:  names relative to the work tree's root; a folder ends in '/'.
// Errors: those of git; invalid_input when git itself will refuse the verb.
// Source: ADR-0065 (git judges), ADR-0067 (blast set), ADR-0073 (snapshot before risk).
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "coord/git/work_tree.h"
#include "guards/commands/special/git_deed.h"
#include "hooks/validators/validator.h"

namespace hooks {

// In the work tree of the call only: a repository inside it, or beside it, has neighbours of its
// own.
using Deeds = std::vector<std::pair<const guards::Effect*, guards::commands::GitDeed>>;
Deeds deeds_of(const Judgement& on);

// Does a git verb reach this work tree or its repository at all?
bool reaches(const Judgement& on, const guards::Effect& effect);

coord::GitSpot spot_of(const Judgement& on, const guards::Effect& effect);

// Is what is lost only what no commit holds, among what differs from the deed's commit?
bool hangs_on_commit(const guards::commands::GitDeed& deed);

// Files that change or go away.
[[nodiscard]] base::Result<coord::Names> lost_files(const coord::GitSpot& at,
                                                    const guards::commands::GitDeed& deed);

// What no commit holds, below the deed's paths.
[[nodiscard]] base::Result<std::set<std::string>> uncommitted_files(
    const coord::GitSpot& at, const guards::commands::GitDeed& deed);

// May it destroy anything in the work tree?
bool endangers(const guards::commands::GitDeed& deed);

// Files whose bytes no commit holds and that the deed would change or remove; every one by name.
[[nodiscard]] base::Result<coord::Names> endangered_files(const coord::GitSpot& at,
                                                          const guards::commands::GitDeed& deed);

}  // namespace hooks
