// touching.h - roles of paths turned into touches: what a copy, a move, a removal come to.
// Shape:  functions that append to a Meaning.
// Units:  paths as written; the view tells folders from files.
// Errors: none.
// Source: POSIX.1-2017 XCU cp, mv, ln, rm; GNU coreutils 9.1 manual.
#pragma once

#include <string>
#include <string_view>

#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

// What a role means for one path; roles that need another path (from, to, link) are in place().
void touch(Meaning& meaning, Role role, const Word& path, const View& view);

// The same; what was added last, until the next one. Null when the path is none, or nothing
// happens.
Touch* add_touch(Meaning& meaning, Role role, const Word& path, const View& view);

// A filter writes its file anew (-i). With a suffix the old one stays, under its name and the
// suffix, or under the suffix with the name for every `*`.
void edit_in_place(Meaning& meaning, const Word& file, std::string_view suffix, const View& view);

struct Placing {
  Words sources;
  Word target;
  bool into = false;     // target is a folder in any case (-t)
  bool exact = false;    // never a folder (-T)
  Role role = Role::in;  // of the sources: in (copied), from (moved), link
  bool symbolic = false;
  bool keeps_parents = false;  // cp --parents
  bool keeps_links = false;    // a link is copied as a link
  bool replaces = false;       // what stands at the target is removed first
  bool keeps = false;          // what stands at the target stays (-n; ln without -f)
  bool keeps_newer = false;    // ... when it is not older (-u)
  bool numbered = false;       // backups are called x.~1~
  std::string backup;          // suffix under which an overwritten file is kept
};

// Copies, moves or links the sources to the target, as cp(1), mv(1), ln(1) do.
void place(Meaning& meaning, const Placing& placing, const View& view);

// `name` below `folder`, as text.
std::string below(std::string_view folder, std::string_view name);

// Last part of a path as basename(1) gives it; may be "." or "..".
std::string last_part(std::string_view path);

// Is it a known folder, or spelled as one?
bool is_folder(const std::string& path, const View& view);

}  // namespace guards::commands
