// cases.h - test cases kept as lines of JSON.
// Shape:  functions; a case is one JSON object with id, in, want, why.
// Errors: a file that cannot be read, or a bad line, ends the test with its name and line number.
// Source: docs/TESTING.md.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace support {

// The lines of tests/cases/<name>.
std::vector<nlohmann::json> read_cases(const std::string& name);

// Any file of this checkout (relative) or of the machine (absolute); nothing when it is not there.
bool has_file(const std::string& path);
std::string read_text(const std::string& path);

// All regular files below a folder, sorted; empty when there is no such folder.
std::vector<std::string> files_below(const std::string& folder);

}  // namespace support
