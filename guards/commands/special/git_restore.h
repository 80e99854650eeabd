// git_restore.h - git verbs that bring files of commits or of the index back into the work tree.
// Shape:  one function each; they append to a Meaning.
// Errors: none: what cannot be read becomes a Doubt.
// Source: git-checkout(1), git-switch(1), git-restore(1), git-reset(1), git-stash(1), git-clean(1),
//         git-merge(1), git-revert(1), git-cherry-pick(1), git-checkout-index(1).
#pragma once

#include "guards/commands/special/git_changes.h"
#include "guards/commands/special/git_tree.h"

namespace guards::commands {

void git_checkout(Meaning& meaning, const GitCall& call, const View& view);
void git_checkout_index(Meaning& meaning, const GitCall& call, const View& view);
void git_clean(Meaning& meaning, const GitCall& call, const View& view);
void git_merge(Meaning& meaning, const GitCall& call, const View& view);
void git_pick(Meaning& meaning, const GitCall& call, const View& view);
void git_reset(Meaning& meaning, const GitCall& call, const View& view);
void git_restore(Meaning& meaning, const GitCall& call, const View& view);
void git_stash(Meaning& meaning, const GitCall& call, const View& view);
void git_switch(Meaning& meaning, const GitCall& call, const View& view);

}  // namespace guards::commands
