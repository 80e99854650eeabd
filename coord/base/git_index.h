// git_index.h - what git remembers of each tracked file, read from the bytes of the index file.
// Shape:  pure functions; entries are views into those bytes and live as long.
// Units:  names relative to the work tree, sorted as git sorts them; ids are 20 bytes; nanoseconds.
// Errors: nothing for version 4, SHA-256, a split or sparse index, and a damaged one.
// Source: gitformat-index(5), versions 2 and 3; the extension TREE.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

struct IndexEntry {
  std::string_view name;
  std::string_view id;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
  std::uint32_t inode = 0;  // the lower half
  std::uint32_t mode = 0;   // 0100644, 0100755, 0120000 (link), 0160000 (submodule)
  std::uint32_t size = 0;   // of the file; 0 also where git wants it looked at
  std::uint8_t stage = 0;   // above 0: a conflict, up to three entries of one name
  bool skipped = false;     // skip-worktree: it need not be there
  bool intended = false;    // add -N: git knows the name alone
};

struct GitIndex {
  std::vector<IndexEntry> entries;
  // Folders of which git knows the tree that their entries make: "" is the root.
  std::map<std::string, std::string_view, std::less<>> trees;
};

std::optional<GitIndex> read_git_index(std::string_view bytes);

// How fine the entry's times are: a second, where the index was written by a program that knows no
// fractions.
std::int64_t time_unit_ns(const IndexEntry& entry);

// The entries of this name, more than one in a conflict.
std::span<const IndexEntry> entries_named(std::span<const IndexEntry> sorted,
                                          std::string_view name);
// Those in this folder; all of them for "".
std::span<const IndexEntry> entries_below(std::span<const IndexEntry> sorted,
                                          std::string_view folder);

}  // namespace base
