// patch_names.h - the files a unified diff changes.
// Shape:  one function over text.
// Errors: none: a text without headers names nothing.
// Source: diff(1) unified format; git-diff(1), "generating patch text".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

struct PatchedFile {
  std::string before;  // empty: the file is made
  std::string after;   // empty: the file goes
};

// `strip` leading folders are cut off; -1 keeps the last part only.
std::vector<PatchedFile> patched_files(std::string_view text, int strip);

}  // namespace guards::commands
