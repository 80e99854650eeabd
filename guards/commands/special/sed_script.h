// sed_script.h - what a sed script itself names: files, shell text; and whether sed refuses it.
// Shape:  pure function over the text; the script is never run.
// Errors: none: what is no sed is passed over; `refused` only when GNU sed surely stops on it.
// Source: GNU sed 4.9 manual: commands w, W, r, R, e and the flags w and e of s///.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/spec.h"

namespace guards::commands {

struct SedFile {
  Role role = Role::in;
  std::string path;
};

struct SedScript {
  std::vector<SedFile> files;         // behind w, r and the like
  std::vector<std::string> programs;  // behind e
  bool runs_pattern = false;          // bare `e` or s///e
  bool refused = false;               // sed ends with an error before it opens a file
};

// Cuts the part up to `close` off the front of "part/more/": an escaped `close` without its
// backslash, other escapes as they are. Nothing when it is not closed.
std::optional<std::string> take_part(std::string_view& text, char close);

SedScript read_sed(std::string_view text, bool extended);

}  // namespace guards::commands
