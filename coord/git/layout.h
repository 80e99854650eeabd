// layout.h - where a repository keeps its things, read from files, without running git.
// Shape:  plain value; all paths absolute and resolved.
// Errors: corrupt (a .git file that points nowhere), io; no repository is a value, not an Error.
// Source: gitrepository-layout(5); docs/spec/verdicts.md section 7, docs/man/flockgate.1.
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace coord {

struct Layout {
  std::string root;        // work tree; empty outside any repository, and in a bare one
  std::string git_dir;     // of this worktree
  std::string common_dir;  // shared by linked worktrees
  bool inside() const { return !git_dir.empty(); }
};

// Looks upwards from `from` (a folder or a file that may not exist yet).
[[nodiscard]] base::Result<Layout> find_layout(base::Disk& disk, const std::string& from);

// Where our state lives for this layout: <common dir>/flockgate, .flockgate/state of an initialised
// folder, else a folder per path below the user's state home (guards and audit only).
std::string state_dir(const Layout& layout, const std::string& from, const base::World& world);

// What scopes of this work tree begin with: linked work trees share one state folder, but their
// files are not the same. Empty for the main one.
std::string tree_prefix(const std::string& state_dir, const std::string& git_dir);

// Makes the state folder 0700 or says why it cannot be trusted (a link, another owner, a file,
// writable by others): denied, io.
[[nodiscard]] base::Result<void> open_state_dir(base::World& world, const std::string& path);

}  // namespace coord
