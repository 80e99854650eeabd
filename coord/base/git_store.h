// git_store.h - the objects of a repository by name, loose or packed.
// Shape:  short-lived reader over Pieces; remembers which packs there are.
// Units:  ids are 40 hex digits.
// Errors: nothing for what cannot be read here or is beyond the budget.
// Source: gitformat-pack(5), gitrepository-layout(5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "coord/base/pieces.h"

namespace base {

class GitStore {
 public:
  // `folder` holds objects/ (git's common folder).
  GitStore(const Pieces& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  // Its bytes, whatever kind it is of.
  std::optional<std::string> object(const std::string& id);

 private:
  std::optional<std::string> loose(const std::string& id) const;
  std::optional<std::string> packed(const std::string& id);
  std::optional<std::string> in_pack(const std::string& pack, std::uint64_t offset, int depth);

  const Pieces& files_;
  std::string folder_;
  std::optional<std::vector<std::string>> packs_;
  std::size_t left_ = 3000;  // objects
};

}  // namespace base
