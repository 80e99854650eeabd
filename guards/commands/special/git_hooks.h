// git_hooks.h - the programs of .git/hooks that a verb starts.
// Shape:  appends to a Meaning.
// Errors: none: without a repository there are no hooks.
// Source: githooks(5) of git 2.39.
#pragma once

#include "guards/commands/meaning.h"
#include "guards/commands/special/git_tree.h"
#include "guards/commands/view.h"

namespace guards::commands {

// Every hook that is there is read; one that the same text has made is followed as well. Others
// are the repository's own standing arrangement, as its Makefile is when nobody runs make.
void tell_git_hooks(Meaning& meaning, const GitCall& call, const View& view);

}  // namespace guards::commands
