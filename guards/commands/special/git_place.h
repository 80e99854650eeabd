// git_place.h - which repository and which work tree a git command means.
// Shape:  plain value, read from flags and variables.
// Units:  `folder` may be relative to the current one; the others are absolute, or a hole.
// Errors: none: a place known only when it runs is a hole.
// Source: git(1), "--git-dir", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"; ADR-0082.
#pragma once

#include <string>

#include "guards/commands/arguments.h"
#include "guards/commands/view.h"

namespace guards::commands {

struct GitPlace {
  std::string folder;   // where it stands; empty: here
  std::string git_dir;  // empty: the one around `folder`
  std::string tree;     // root of the work tree, where a git_dir is named
  bool own_index = false;
};

// `global`: the words in front of git's verb.
GitPlace read_git_place(const Arguments& global, const View& view);

}  // namespace guards::commands
