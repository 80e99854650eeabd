// merge.h - two changes of one text put together, by git.
// Shape:  values in, values out; three files that stay in a folder of the caller's.
// Units:  bytes.
// Errors: those of run_git and of the disk; a conflict is a value.
// Source: git-merge-file(1); ADR-0076 (undo).
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace coord {

struct Texts {
  std::string ours;
  std::string base;  // what both began with
  std::string theirs;
  // What they are called where a conflict is shown.
  std::string base_is = "the edit";
  std::string theirs_is = "before the edit";
};

struct Merged {
  bool conflict = false;  // `text` shows both sides then; empty where they are no text
  std::string text;
};

// `folder`: for scratch, one's own.
[[nodiscard]] base::Result<Merged> merge(base::World& world, const std::string& folder,
                                         const Texts& texts);

}  // namespace coord
