// git_deed.h - what a git verb means for those who share its work tree.
// Shape:  plain value, read from the words behind "git".
// Units:  pathspecs and commits as written; none of them is looked up in the repository.
// Errors: none: a word known only when it runs stands for everything.
// Source: the page of each verb, git 2.39; ADR-0066 (pin), ADR-0067 (blast set), ADR-0068 (sweeps).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

// Which work of others it could throw away.
enum class Loss : std::uint8_t {
  none,
  changes,    // of tracked files: they become as in `tree`
  untracked,  // files git does not know: clean
  both,       // stash -u
  files,      // tracked files themselves: rm
};

// Whose work it would put into the index or a commit.
enum class Sweep : std::uint8_t {
  none,
  known,  // changes of tracked files: add -u, commit -a
  all,    // untracked ones too: add -A
  index,  // what is staged: commit
};

struct GitDeed {
  std::string verb;
  bool moves_head =
      false;  // HEAD goes to another branch or commit, or the branch gets another name
  std::string target = {};    // ... unless HEAD is there already: a branch or a commit
  std::string renamed = {};   // ... when the branch HEAD is on has this name
  bool maybe_path = false;    // `target` may be a file that is not there
  bool shares_stash = false;  // acts on the one stash of all
  Loss loss = Loss::none;
  std::string tree = {};  // changes: a commit; empty: the index
  bool ignored = false;   // both: ignored files as well
  Sweep sweep = Sweep::none;
  std::vector<std::string> paths = {};  // pathspecs; none: everything below the root
  std::vector<std::string> words = {};  // untracked: behind "clean"
};

// `words`: behind "git", as Effect::detail holds them. `is_there`: is a path as written there?
GitDeed read_git_deed(std::string_view words,
                      const std::function<bool(const std::string&)>& is_there);

}  // namespace guards::commands
