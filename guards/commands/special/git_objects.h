// git_objects.h - commits and trees of a repository: which files a commit holds.
// Shape:  short-lived reader over a View; remembers what it has read.
// Units:  ids are 40 hex digits; paths relative to the work tree.
// Errors: nothing for what cannot be read here or is beyond the budget.
// Source: git-cat-file(1), gitformat-pack(5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coord/base/git_store.h"
#include "guards/commands/view.h"

namespace guards::commands {

struct GitCommit {
  std::string tree;
  std::vector<std::string> parents;
};

struct GitChange {
  std::string path;
  bool gone = false;  // in the first commit only
};

class GitObjects {
 public:
  // `folder` holds objects/ (git's common folder).
  GitObjects(const View& view, std::string folder) : store_(view, std::move(folder)) {}

  // The commit, or the one an annotated tag points at.
  std::optional<GitCommit> commit(const std::string& id);
  // All files below a tree: path -> id.
  std::optional<std::map<std::string, std::string>> files(const std::string& tree);
  struct Entry {
    bool folder = false;
    std::string id;
    bool operator==(const Entry&) const = default;
  };
  using Tree = std::map<std::string, Entry>;
  // What stands in the folder itself; an empty id is the empty tree.
  std::optional<Tree> tree(const std::string& id);
  // What differs between two trees; an empty id is the empty tree.
  std::optional<std::vector<GitChange>> differences(const std::string& from, const std::string& to);
  // The nearest common ancestor.
  std::optional<std::string> base_of(const std::string& one, const std::string& other);

 private:
  bool add_files(const std::string& tree, const std::string& folder,
                 std::map<std::string, std::string>& out);
  bool compare_entries(const Entry& old, const Entry& now, const std::string& path,
                       std::vector<GitChange>& out);
  bool compare(const std::string& from, const std::string& to, const std::string& folder,
               std::vector<GitChange>& out);

  base::GitStore store_;
};

}  // namespace guards::commands
