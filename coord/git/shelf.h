// shelf.h - an agent's changes put aside in git under a name.
// Shape:  plain values; a shelf is a commit of the files with the changes, above one without them.
// Units:  names relative to the root; at most kShelfBytes at a time.
// Errors: those of run_git; invalid_input for a name that is none, or when git says no.
// Source: git-fast-import(1), git-commit-tree(1); ADR-0083 (shelve instead of stash).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/git/snapshots.h"

namespace coord {

inline constexpr std::string_view kShelfRefs = "refs/flockgate/shelves/";
inline constexpr std::uint64_t kShelfBytes = 128U << 20U;

struct ShelfSide {
  std::string bytes;  // of a link: its target
  bool link = false;
  std::uint32_t mode = 0644;
};

struct ShelfFile {
  std::string name;
  std::optional<ShelfSide> with;  // none: the change removed it
  std::optional<ShelfSide> without;
};

// A Snapshot whose id is this: each agent has names of its own.
[[nodiscard]] base::Result<std::string> shelf_id(std::string_view agent, std::string_view name);
// The name in an id.
std::string_view shelf_name(std::string_view id);

// `shelf` says id, agent, and what it is called in `before`; there must be none of this id.
[[nodiscard]] base::Result<void> save_shelf(const GitSpot& at, const Snapshot& shelf,
                                            const std::vector<ShelfFile>& files);
[[nodiscard]] base::Result<std::vector<ShelfFile>> shelf_files(const GitSpot& at,
                                                               const Snapshot& shelf);
// The changes as git shows them.
[[nodiscard]] base::Result<std::string> shelf_patch(const GitSpot& at, const Snapshot& shelf);
// The name is free again; the files become a snapshot, whose id is the answer.
[[nodiscard]] base::Result<std::string> drop_shelf(const GitSpot& at, const Snapshot& shelf);

// As HEAD would be checked out: filters and line ends as always; those it does not have are
// missing. `scratch` is an empty folder, which is used up.
[[nodiscard]] base::Result<std::map<std::string, ShelfSide>> committed_sides(
    const GitSpot& at, const Names& names, const std::string& scratch);
// What stands there; none: nothing, or no file.
[[nodiscard]] base::Result<std::optional<ShelfSide>> side_now(const GitSpot& at,
                                                              const std::string& name);
// The name of an object with these bytes, which is there afterwards.
[[nodiscard]] base::Result<std::string> store_blob(const GitSpot& at, std::string bytes);
// The index says of these what HEAD says.
[[nodiscard]] base::Result<void> unstage(const GitSpot& at, const Names& names);

}  // namespace coord
