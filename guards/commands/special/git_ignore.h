// git_ignore.h - which names .gitignore files keep out of sight.
// Shape:  value; add() the files from the outermost to the innermost.
// Units:  paths relative to the work tree.
// Errors: none.
// Source: gitignore(5).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/view.h"

namespace guards::commands {

class GitIgnore {
 public:
  // The rules of a text that stands in `folder` ("" is the work tree's root).
  void add(std::string_view text, const std::string& folder);
  // Forgets rules added later than this many.
  void cut(std::size_t rules) { rules_.resize(rules); }
  std::size_t size() const { return rules_.size(); }

  // The last rule that fits decides. A name below an ignored folder is not asked for.
  bool ignores(std::string_view path, bool is_folder) const;

 private:
  struct Rule {
    std::string glob;
    bool wants = false;  // "!name"
    bool only_folders = false;
  };
  static Rule rule_of(std::string_view line, std::string_view folder);

  std::vector<Rule> rules_;
};

// The files that hold for a whole repository: the user's own and .git/info/exclude.
GitIgnore common_ignores(const View& view, const std::string& git_folder);

}  // namespace guards::commands
