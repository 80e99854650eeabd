// git_verbs.h - facts about git's own verbs.
// Shape:  constexpr rows; the words of a verb are read by its synopsis (spec.h).
// Units:  names as typed behind "git".
// Errors: none; an unknown verb has no row.
// Source: git(1) 2.39 and the page of each verb.
#pragma once

#include <cstdint>
#include <string_view>

#include "guards/commands/spec.h"
#include "guards/effect.h"

namespace guards::commands {

// Where a verb leaves traces.
enum class GitReach : std::uint8_t {
  looks,    // nowhere (or only in the file of --output)
  own,      // below .git only
  paths,    // in the files its synopsis says
  tree,     // in files of the work tree that only git can tell
  special,  // git.cpp tells: checkout, restore, reset, stash, clean ...
};

struct GitVerb {
  std::string_view name;
  GitReach reach;
  GitAct act;
  Command words;
};

const GitVerb* find_git_verb(std::string_view name);

}  // namespace guards::commands
