// effect.h - what would happen to which file, or "unknown".
// Shape:  plain value; every simple command also has one exec effect (rules match its words).
// Units:  paths absolute and normalised, or a glob when `pattern`; spans are byte offsets into the
//         command (0,0 when there is no command).
// Source: docs/spec/verdicts.md section 1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "guards/span.h"

namespace guards {

enum class Verb : std::uint8_t { read, write, create, remove, rename, chmod, exec, network, git };

// For Verb::write.
enum class How : std::uint8_t { none, overwrite, append, modify, replace };

enum class Certainty : std::uint8_t { sure, maybe };

// What a git verb does to the repository (Verb::git); files it touches are effects of their own.
enum class GitAct : std::uint8_t {
  none,
  stage,  // add, rm --cached
  commit,
  switch_branch,  // moves HEAD or the branch
  discard,        // throws uncommitted work away: reset --hard, checkout -- f, clean, restore
  stash,
  rewrite,  // rebase, amend, filter-branch
  worktree,
  push,
  force_push,
  configure,  // config, hooks, aliases
  other,
};

struct Effect {
  Verb verb = Verb::read;
  How how = How::none;
  GitAct git = GitAct::none;
  std::string path = {};  // git: the folder it stands in; empty for exec, network
  bool pattern = false;   // path is a glob
  bool named = true;      // false: only covered by a folder or a search
  bool tree = false;      // a whole tree goes or appears
  bool on_link = false;   // acts on the link itself, not on its target
  bool absent = false;    // would do nothing: not there now, or already as it would be
  bool handed = false;    // read by a program for itself, not shown: source f, --env-file f
  Certainty certainty = Certainty::sure;
  Span span = {};
  std::string by = {};      // command or tool that does it
  std::string detail = {};  // git: the words behind "git"; exec: all, program first (words.h); host
  // git: named by flag or variable, where what stands around `path` is not meant.
  std::string git_dir = {};
  std::string git_tree = {};  // root of the work tree, then
  bool own_index = false;     // not the one everybody shares
};

// Why an action is not fully understood; `words` are the argument words inside the span.
struct Unknown {
  std::string why;
  Span span;
  bool program_from_pipe = false;     // text piped into an interpreter
  bool program_from_network = false;  // ... that comes from the network
  std::vector<std::string> words = {};
  bool endless = false;  // a function calls itself deeper than is followed
};

struct Effects {
  std::vector<Effect> list;
  std::vector<Unknown> unknown;
};

const char* name_of(Verb verb);
const char* name_of(How how);
const char* name_of(Certainty certainty);
const char* name_of(GitAct act);

}  // namespace guards
