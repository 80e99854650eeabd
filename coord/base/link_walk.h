// link_walk.h - the links of a path followed part by part, and how the kernel is asked for one.
// Shape:  functions over a value that goes deeper; one readlink(2) a part.
// Units:  absolute paths; parts that do not exist are kept as written.
// Errors: invalid_input: more than 40 links; denied: a folder on the way cannot be searched.
// Source: path_resolution(7), symlink(7).
#pragma once

#include <array>
#include <string>

#include "coord/base/result.h"

namespace base {

// What the kernel is given for an absolute path: below the working directory the rest alone, since
// each folder on the way costs a look-up (0.8 us of 2.3 for a path of six).
class KernelName {
 public:
  // As getcwd(3) tells it; empty: every path as it is.
  explicit KernelName(const std::string& cwd) : below_(cwd.size() > 1 ? cwd + '/' : "") {}

  const char* operator()(const std::string& path) const {
    const bool is_below = !below_.empty() && path.size() > below_.size() &&
                          path.starts_with(below_) && path[below_.size()] != '/';
    return path.c_str() + (is_below ? below_.size() : 0);
  }

 private:
  std::string below_;
};

using LinkTarget = std::array<char, 4096>;  // PATH_MAX: no link on Linux holds more

// A path on its way through links: the part that has none, and how many were met.
struct LinkWalk {
  std::string solid = "/";
  int links = 0;
};

// Takes `walk` further, through all of `rest`.
Result<void> follow(const KernelName& name, LinkWalk& walk, std::string rest);

}  // namespace base
