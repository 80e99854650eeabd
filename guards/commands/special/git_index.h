// git_index.h - the names of tracked files, read from the index file.
// Shape:  one function over the file's bytes.
// Errors: nothing for version 4 or a damaged index.
// Source: gitformat-index(5), versions 2 and 3.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

std::optional<std::vector<std::string>> tracked_files(std::string_view index);

}  // namespace guards::commands
