// git_index.h - what git remembers of each tracked file, read from the index file.
// Shape:  one function over the file's bytes.
// Units:  names relative to the work tree, sorted as git sorts them; ids are 40 hex digits.
// Errors: nothing for version 4, SHA-256, a split or a damaged index.
// Source: gitformat-index(5), versions 2 and 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

struct TrackedFile {
  std::string name;
  std::string id;
  std::int64_t modified_ns = 0;
  std::uint64_t size = 0;
};

std::optional<std::vector<TrackedFile>> tracked_files(std::string_view index);

// 20 bytes as 40 hex digits.
std::string hex_id(std::string_view bytes);

}  // namespace guards::commands
