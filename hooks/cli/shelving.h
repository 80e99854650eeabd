// shelving.h - what a shelf takes, and what the files become when it goes and when it comes back.
// Shape:  plain values; git and the journal are asked, nothing is written.
// Units:  names relative to the work tree's root.
// Errors: those of git and of the journal; denied when a named file is another's.
// Source: ADR-0083 (shelve instead of stash).
#pragma once

#include <string>
#include <vector>

#include "coord/git/shelf.h"
#include "hooks/cli/undoing.h"

namespace hooks::cli {

// Changed files of who asks, below these paths.
struct ShelfChoice {
  std::vector<std::string> whole;    // nobody else edited them
  std::vector<std::string> shared;   // only the edits of who asks go
  std::vector<coord::Unsaved> left;  // stay, and why
  std::vector<std::string> all() const;
};
[[nodiscard]] base::Result<ShelfChoice> choose_for_shelf(const Desk& desk,
                                                         const std::vector<std::string>& paths,
                                                         base::World& world);

struct ShelfPlan {
  std::vector<coord::ShelfFile> kept;
  std::vector<Rewrite> files;
  std::vector<Conflict> conflicts;
};
// The files without the changes.
[[nodiscard]] base::Result<ShelfPlan> plan_shelving(const Desk& desk, const ShelfChoice& choice,
                                                    base::World& world);
// The files with the changes again, whatever others did since.
[[nodiscard]] base::Result<ShelfPlan> plan_return(const Desk& desk,
                                                  std::vector<coord::ShelfFile> files,
                                                  base::World& world);

}  // namespace hooks::cli
