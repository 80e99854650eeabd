// work_tree.h - which files of a work tree git knows and which it does not, told as git would.
// Shape:  functions; each starts git once, or not at all where the index file tells.
// Units:  names relative to the work tree's root; pathspecs count from `at.folder`.
// Errors: those of run_git; invalid_input when git says no (no such commit, a broken pathspec).
// Source: git-ls-files(1), git-clean(1), git-rev-parse(1); ADR-0065, ADR-0090.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "coord/git/command.h"

namespace coord {

using Names = std::vector<std::string>;

// Sorted, and each once.
void sort_once(Names& names);

// A folder of a work tree, where a git command would stand.
struct GitSpot {
  base::World& world;
  std::string root;
  std::string folder;  // the root, or below it
};

// Files git does not know; ignored ones too when `ignored`.
[[nodiscard]] base::Result<Names> untracked_files(const GitSpot& at, const Names& pathspecs,
                                                  bool ignored);
// What git ignores; a folder that is ignored as a whole ends in '/'.
[[nodiscard]] base::Result<Names> ignored_places(const GitSpot& at);
[[nodiscard]] base::Result<Names> tracked_files(const GitSpot& at, const Names& pathspecs);
// What `git clean WORDS` would remove; a folder ends in '/'.
[[nodiscard]] base::Result<Names> cleaned_files(const GitSpot& at, const Names& words);

// The commit of this name; none when there is no such commit.
[[nodiscard]] base::Result<std::optional<std::string>> commit_named(const GitSpot& at,
                                                                    const std::string& name);
// Does a remote have a branch of this name, as far as was fetched? Going there would make one here.
[[nodiscard]] base::Result<bool> is_remote_branch(const GitSpot& at, const std::string& name);
// What HEAD has under this name; none when it has nothing.
[[nodiscard]] base::Result<std::optional<std::string>> committed_bytes(const GitSpot& at,
                                                                       const std::string& name);

// A name as git prints it between lines: in quotes when it has to be (git-config(1),
// core.quotePath).
std::string unquoted(std::string_view name);

}  // namespace coord
