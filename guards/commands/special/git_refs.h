// git_refs.h - the refs that git verbs write or remove by name, where they may be ours.
// Shape:  functions over values; such a ref is told as the file it has, or would have.
// Units:  names from "refs/" on; a hole is text known only when it runs.
// Errors: none: a name that is not known at all is a Doubt at most.
// Source: git-update-ref(1), git-for-each-ref(1), git-fetch(1), gitrepository-layout(5); ADR-0081.
#pragma once

#include <optional>
#include <string>

#include "guards/commands/special/git_tree.h"

namespace guards::commands {

void tell_git_refs(Meaning& meaning, const GitCall& call, const View& view);

// What for-each-ref and show-ref print: a line for each pattern, holes for what only git knows.
std::optional<std::string> listed_refs(const GitCall& call);

}  // namespace guards::commands
