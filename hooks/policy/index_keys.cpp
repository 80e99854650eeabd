#include "hooks/policy/index_keys.h"

#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/base/text.h"

namespace hooks {

namespace {

enum class KeyKind : std::uint64_t {
  name = 1,
  extension,
  segment,
  prefix,
  any,
  folder,
  kind,
  program,
  program_glob
};

std::uint64_t key(KeyKind kind, std::string_view text) {
  return base::hash64(text, static_cast<std::uint64_t>(kind));
}

constexpr std::string_view kWild = "*?[]{}\\,";

bool is_literal(std::string_view segment) {
  return !segment.empty() && segment.find_first_of(kWild) == std::string_view::npos;
}

// "*.pem" -> ".pem"; empty when the segment has another form.
std::string_view wild_extension(std::string_view segment) {
  const std::size_t dot = segment.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || segment.front() != '*') return {};
  return is_literal(segment.substr(dot)) && segment.size() > dot + 1 ? segment.substr(dot)
                                                                     : std::string_view{};
}

// A home or a place of ours is no segment that a path would show.
bool is_root_word(std::string_view segment) {
  return segment == "~";
}

std::string_view longest_literal(const std::vector<std::string_view>& segments) {
  std::string_view best;
  for (const std::string_view segment : segments)
    if (is_literal(segment) && !is_root_word(segment) && segment.size() > best.size())
      best = segment;
  return best;
}

// Of "/usr/l" in front of a brace: under the longest name that is a whole folder.
IndexKey folder_in_front(std::string_view text) {
  std::vector<std::string_view> segments = base::split(text, '/');
  segments.pop_back();
  const std::string_view segment = longest_literal(segments);
  return {segment.empty() ? key(KeyKind::any, {}) : key(KeyKind::segment, segment), 0};
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

IndexKey key_of(std::string_view pattern) {
  const std::string folded = lower(pattern);
  // Braces may hold slashes: only the folders in front of them are segments to speak of.
  if (const std::size_t brace = folded.find('{'); brace != std::string::npos)
    return folder_in_front(std::string_view(folded).substr(0, brace));
  std::vector<std::string_view> segments = base::split(folded, '/');
  const std::string_view last = segments.back();
  if (is_literal(last)) return {key(KeyKind::name, last), 0};
  if (const auto extension = wild_extension(last); !extension.empty())
    return {key(KeyKind::extension, extension), 0};
  segments.pop_back();
  if (const auto segment = longest_literal(segments); !segment.empty())
    return {key(KeyKind::segment, segment), 0};
  const std::size_t literal = std::min(last.find_first_of(kWild), kMaxPrefix);
  if (literal > 0 && literal != std::string_view::npos)
    return {key(KeyKind::prefix, last.substr(0, literal)), static_cast<std::uint32_t>(literal)};
  return {key(KeyKind::any, {}), 0};
}

std::string_view literal_folder(std::string_view pattern) {
  const std::size_t wild = pattern.find_first_of(kWild);
  if (wild == std::string_view::npos) return pattern;
  const std::size_t slash = pattern.substr(0, wild).rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : pattern.substr(0, slash);
}

std::uint64_t folder_key(std::string_view folder) {
  return key(KeyKind::folder, lower(folder));
}

std::vector<std::uint64_t> folder_keys_of(std::string_view pattern) {
  std::vector<std::uint64_t> keys;
  std::string_view folder = literal_folder(pattern);
  if (folder.empty()) return keys;
  if (folder.size() == pattern.size()) folder = base::dir_name(folder);
  while (folder != "." && folder != "/") {
    keys.push_back(folder_key(folder));
    folder = base::dir_name(folder);
  }
  keys.push_back(folder_key(folder));
  return keys;
}

std::uint64_t kind_key(std::uint16_t bit) {
  return key(KeyKind::kind, std::to_string(bit));
}

std::uint64_t program_key_of(std::string_view word) {
  if (!base::is_glob(word)) return key(KeyKind::program, word);
  const bool begins = kWild.find(word.front()) == std::string_view::npos;
  return key(KeyKind::program_glob, begins ? word.substr(0, 1) : std::string_view{});
}

std::array<std::uint64_t, 3> program_keys(std::string_view name) {
  return {key(KeyKind::program, name), key(KeyKind::program_glob, name.substr(0, 1)),
          key(KeyKind::program_glob, {})};
}

void keys_for(std::string_view path, std::uint32_t prefixes, std::vector<std::uint64_t>& out) {
  const std::string folded = lower(path);
  const std::vector<std::string_view> segments = base::split(folded, '/');
  const std::string_view last = segments.back();
  out.push_back(key(KeyKind::any, {}));
  out.push_back(key(KeyKind::name, last));
  if (const std::size_t dot = last.rfind('.'); dot != std::string_view::npos)
    out.push_back(key(KeyKind::extension, last.substr(dot)));
  for (const std::string_view segment : segments)
    if (!segment.empty()) out.push_back(key(KeyKind::segment, segment));
  for (std::size_t n = 1; n <= std::min(last.size(), kMaxPrefix); ++n)
    if ((prefixes >> n & 1U) != 0) out.push_back(key(KeyKind::prefix, last.substr(0, n)));
}

}  // namespace hooks
