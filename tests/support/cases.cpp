#include "tests/support/cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace support {

namespace {

std::filesystem::path in_checkout(const std::string& path) {
  return std::filesystem::path(FLOCKGATE_SOURCE_DIR) / path;
}

}  // namespace

std::vector<nlohmann::json> read_cases(const std::string& name) {
  std::vector<nlohmann::json> cases;
  std::ifstream file(in_checkout("tests/cases/" + name));
  if (!file) ADD_FAILURE() << "no such cases: " << name;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    auto one = nlohmann::json::parse(line, nullptr, false);
    if (one.is_discarded()) {
      ADD_FAILURE() << name << ':' << number << ": not JSON";
    } else {
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

bool has_file(const std::string& path) {
  return std::filesystem::exists(in_checkout(path));
}

std::string read_text(const std::string& path) {
  std::ifstream file(in_checkout(path), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(in_checkout(folder), none)) {
    if (entry.is_regular_file()) found.push_back(entry.path().string());
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace support
