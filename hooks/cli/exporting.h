// exporting.h - a copy of the work tree that belongs to one moment.
// Shape:  functions; the copy is made by cp(1), which keeps links, modes and times.
// Units:  names relative to the work tree's root.
// Errors: those of git and of the disk; io when a file could not be copied.
// Source: ADR-0084 (export and baseline); cp(1) of GNU coreutils.
#pragma once

#include <string>
#include <vector>

#include "hooks/cli/rewriting.h"
#include "hooks/cli/shelving.h"

namespace hooks::cli {

struct Exported {
  std::vector<std::string> files;
  std::vector<coord::Unsaved> left;  // not copied, and why
  std::vector<std::string> ignored;  // files and folders that git ignores, as far as not asked for
};

// Tracked files as they stand there and untracked ones, of the ignored ones those below `with`,
// into `folder`, which is there. For whoever holds the tree quiet.
[[nodiscard]] base::Result<Exported> export_tree(const Desk& desk, const std::string& folder,
                                                 const std::vector<std::string>& with,
                                                 base::World& world);

// The copy without the changes of who asks.
[[nodiscard]] base::Result<void> take_out(const ShelfPlan& changes, const std::string& folder,
                                          base::World& world);

}  // namespace hooks::cli
