// git_tree.h - git verbs that touch the work tree in ways a table cannot tell.
// Shape:  functions over values.
// Errors: none: what hangs on commits becomes a Doubt.
// Source: git-checkout(1), git-restore(1), git-reset(1), git-stash(1), git-clean(1) ...
#pragma once

#include <string>
#include <string_view>

#include "guards/commands/arguments.h"
#include "guards/commands/special/git_verbs.h"
#include "guards/commands/view.h"

namespace guards::commands {

struct GitCall {
  std::string verb;
  const GitVerb* facts = nullptr;  // never null once read
  Words words;                     // behind the verb
  Span span;
  Arguments arguments;
  std::string folder;   // of -C, or the work tree that is named
  std::string git_dir;  // named, and not the one around `folder`
};

void tell_git_tree(Meaning& meaning, const GitCall& call, const View& view);

// gitglossary(7), pathspec: a folder, or a pattern whose `*` crosses '/'.
bool fits_pathspec(std::string_view spec, std::string_view path);

}  // namespace guards::commands
