// visible_files.h - the names that fd and rg see: not the hidden, not the ignored ones.
// Shape:  one function over a View.
// Units:  paths below the folder as it is written; the order is the disk's.
// Errors: nothing when there are too many.
// Source: fd(1), rg(1), gitignore(5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

struct VisibleFile {
  std::string path;
  bool folder = false;
};

struct Visibility {
  bool hidden = false;   // .names too
  bool ignored = false;  // what .gitignore names too
  int depth = 99;
  std::size_t most = 1000;
};

std::optional<std::vector<VisibleFile>> visible_files(const std::string& folder,
                                                      const Visibility& wanted, const View& view);

// The ignore files such a search reads itself.
void read_ignore_files(Meaning& meaning, Span span, const View& view);

}  // namespace guards::commands
