// git_alias.h - `git st`: what a verb that is none of git's own stands for.
// Shape:  one function; it appends to a Meaning.
// Errors: false when no setting that can be read here names it.
// Source: git-config(1), alias.*.
#pragma once

#include "guards/commands/arguments.h"
#include "guards/commands/view.h"

namespace guards::commands {

bool tell_git_alias(Meaning& meaning, const Arguments& global, const Call& call, const View& view);

}  // namespace guards::commands
