// objects.h - a few objects and a ref, written as git writes them but without starting it.
// Shape:  writes files below a repository's common folder; what stands there is touched at most.
// Units:  ids are 40 hex digits; modes as git has them ("100644").
// Errors: those of the disk; busy when the ref is there and leads elsewhere.
// Source: gitrepository-layout(5), git-hash-object(1), git-mktree(1); ADR-0091.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "coord/base/disk.h"

namespace coord {

// The object of this kind: "blob", "tree", "commit".
[[nodiscard]] base::Result<std::string> put_object(base::Disk& disk, const std::string& common_dir,
                                                   std::string_view kind, std::string_view bytes);

struct TreeFile {
  std::string name;  // from the root
  std::string mode;
  std::string id;
};

// The trees of these files, sorted by name; the root's id.
[[nodiscard]] base::Result<std::string> put_trees(base::Disk& disk, const std::string& common_dir,
                                                  std::span<const TreeFile> files);

// A new ref ("refs/..."); one that says the same already is fine.
[[nodiscard]] base::Result<void> put_ref(base::Disk& disk, const std::string& common_dir,
                                         const std::string& name, const std::string& id);

}  // namespace coord
