// git_changes.h - what differs between commits, the index and the files: what a git verb rewrites.
// Shape:  short-lived reader of one repository; pure but for the View.
// Errors: nothing when index or commits cannot be read.
// Source: git-status(1), git-clean(1), git-stash(1); racy-git: a file as young as the index may
//         differ though its size and time do not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/git_index.h"
#include "guards/commands/special/git_ignore.h"
#include "guards/commands/special/git_repository.h"

namespace guards::commands {

// How folders git knows nothing of are told.
enum class Untracked : std::uint8_t {
  files,    // not at all
  folders,  // as one, when nothing in them is ignored
  inside,   // by the files in them
};

class GitChanges {
 public:
  using Changes = std::optional<std::vector<GitChange>>;
  using Specs = std::optional<std::vector<std::string>>;  // pathspecs from the root; none: all

  GitChanges(const View& view, GitRepository repository);
  GitChanges(const GitChanges&) = delete;
  GitChanges& operator=(const GitChanges&) = delete;

  const GitRepository& repository() const { return repository_; }
  // Each name once, also in a conflict.
  const std::optional<base::GitIndex>& index() const { return index_; }
  std::optional<std::string> revision(std::string_view text);

  // Tracked files that are not as the index has them; only what is named is looked at.
  Changes unstaged(const Specs& specs = {}) const;
  // Index against a commit: `gone` is not in the commit.
  Changes staged(const std::string& commit);
  // What `reset --hard COMMIT` rewrites: unstaged and staged ones.
  Changes to(const std::string& commit, const Specs& specs = {});
  Changes between(const std::string& from, const std::string& to);
  // What the commit itself changed, against its first parent.
  Changes of(const std::string& commit);
  // The same backwards.
  Changes undone(const std::string& commit);
  // What a merge of `other` into HEAD brings.
  Changes merged(const std::string& other);
  // Files and whole folders git does not know. `all`: the ignored ones as well.
  Changes untracked(bool all, Untracked how) const;

 private:
  using Files = std::span<const base::IndexEntry>;

  struct Step;

  // Calls visit(file) for each that the pathspec names.
  template <class Visit>
  void each_named(const std::string& spec, Visit visit) const;
  bool is_changed(const base::IndexEntry& file) const;
  bool compare_step(const GitObjects::Entry& entry, const Step& step, std::vector<GitChange>& out);
  bool add_missing(const GitObjects::Tree& missing, const std::string& folder,
                   std::vector<GitChange>& out);
  bool compare(const std::string& tree, const std::string& folder, Files files,
               std::vector<GitChange>& out);

  const View& view_;
  GitRepository repository_;
  GitObjects objects_;
  std::string index_bytes_;
  std::optional<base::GitIndex> index_;  // of these bytes
  std::int64_t index_ns_ = 0;
};

}  // namespace guards::commands
