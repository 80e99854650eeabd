// action.h - the part of a tool call that guards judge.
// Shape:  plain value; texts are decoded and owned.
// Units:  paths as the platform gave them; `cwd` is absolute.
// Source: docs/ARCHITECTURE.md section 3; docs/spec/verdicts.md section 1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace guards {

enum class ActionKind : std::uint8_t {
  none,          // nothing that touches files (plan, todo, web search)
  command,       // shell text
  write,         // whole-file write: `content` is the new text
  edit,          // replace `old_text` by `content` in a file
  read,          // a file is shown
  search,        // files below `paths` are searched: covered, not named
  remove,        // a file is deleted
  patch,         // `content` is a patch in apply_patch form
  opaque,        // a tool we do not know: its path-like arguments are in `paths`
  opaque_write,  // the same, given one path and a `content` to put there
};

struct Edit {
  std::string old_text;
  std::string new_text;
  bool all = false;  // every occurrence
};

struct Action {
  ActionKind kind = ActionKind::none;
  std::string cwd;
  std::string command;             // command
  std::vector<std::string> paths;  // all others
  bool globs = false;              // `paths` are patterns (read-many tools), else literal names
  std::string content;             // write, patch, opaque_write
  std::vector<Edit> edits;         // edit
  std::string pattern;             // search: what limits the files (glob), when given
};

}  // namespace guards
