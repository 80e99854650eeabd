// git_repository.h - where a repository's own files are, and which commit a name means.
// Shape:  values and functions over a View.
// Units:  absolute folders; ids are 40 hex digits.
// Errors: nothing when there is no repository or the name is not known here.
// Source: gitrepository-layout(5), gitrevisions(7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guards/commands/special/git_objects.h"
#include "guards/commands/view.h"

namespace guards::commands {

struct GitRepository {
  std::string root;    // of the work tree
  std::string own;     // HEAD, index
  std::string common;  // objects, refs; the same but for linked work trees
};

// The repository around `folder` (absolute).
std::optional<GitRepository> find_repository(const View& view, std::string folder);

// The commit behind "HEAD~2", "main", "v1.0", "stash@{1}", "-", an id.
std::optional<std::string> revision(const View& view, const GitRepository& repository,
                                    GitObjects& objects, std::string_view text);

}  // namespace guards::commands
