// snapshots.h - what was kept: listed, read back, dropped when it is old.
// Shape:  plain values; each function starts git once or a few times.
// Units:  names relative to the root; modes are permission bits.
// Errors: those of run_git; invalid_input when git says no; corrupt when it says something else.
// Source: git-for-each-ref(1), git-ls-tree(1), git-cat-file(1), git-update-ref(1); ADR-0073.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "coord/git/snapshot.h"

namespace coord {

struct Snapshot {
  std::string id;
  base::Millis wall_ms = 0;  // cut to seconds
  std::string before;
  std::string agent;
  std::string tree;  // prefix of a linked work tree
  std::size_t files = 0;
  std::map<std::string, std::uint32_t> modes;  // other than 644 and 755
  std::set<std::string> beside;                // names among them that were in no known danger
};

struct SavedFile {
  std::string name;
  bool link = false;
  std::uint32_t mode = 0;
  std::string blob;
  std::uint64_t size = 0;
};

// How a commit says all that but its id and time.
std::string snapshot_message(const Snapshot& about);

// Oldest first, of all work trees.
[[nodiscard]] base::Result<std::vector<Snapshot>> list_snapshots(
    const GitSpot& at, std::string_view refs = kSnapshotRefs);
// All that a commit holds, or these paths of it; odd modes are those of `of`.
[[nodiscard]] base::Result<std::vector<SavedFile>> files_in(const GitSpot& at,
                                                            const std::string& commit,
                                                            const Snapshot& of = {},
                                                            const Names& paths = {});
[[nodiscard]] base::Result<std::vector<SavedFile>> saved_files(const GitSpot& at,
                                                               const Snapshot& of);
// Their bytes, in the same order; a link's are its target.
[[nodiscard]] base::Result<std::vector<std::string>> saved_bytes(const GitSpot& at,
                                                                 std::span<const SavedFile> files);
// Puts these links where they were, over whatever stands there; git writes them.
[[nodiscard]] base::Result<void> put_links(const GitSpot& at, const std::string& private_index,
                                           std::span<const SavedFile> links);
// Drops those taken before; how many.
[[nodiscard]] base::Result<std::size_t> drop_snapshots(const GitSpot& at, base::Millis before_ms);

}  // namespace coord
