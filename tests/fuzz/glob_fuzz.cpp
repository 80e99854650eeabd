// Two lines, a pattern and a path: matching a path is overlapping with its own letters.
#include <cstdint>
#include <string>
#include <string_view>

#include "coord/base/ensure.h"
#include "coord/base/glob.h"
#include "coord/base/text.h"

namespace {

constexpr std::size_t kLongest = 400;  // beyond, overlap may be assumed and not computed

std::string only_this(std::string_view path) {
  std::string pattern;
  for (const char c : path) {
    pattern += '\\';
    pattern += c;
  }
  return pattern;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const std::size_t line = text.find('\n');
  if (line == std::string::npos || size > kLongest) return 0;
  const std::string pattern = text.substr(0, line);
  const std::string path = text.substr(line + 1);
  const bool matches = base::glob_match(pattern, path);
  base::ensure(matches == base::glob_overlap(pattern, only_this(path)), "match is overlap");
  base::ensure(!matches || base::check_glob(pattern).has_value(), "only valid patterns match");
  base::ensure(base::glob_overlap(pattern, pattern) || !matches, "what matches overlaps itself");
  return 0;
}
