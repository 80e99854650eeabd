#include "coord/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "coord/base/utf8.h"

namespace base {

namespace {

constexpr std::string_view kBlank = " \t\r\n\v\f";
constexpr std::string_view kHex = "0123456789abcdef";

unsigned char byte_of(char c) {
  return static_cast<unsigned char>(c);
}

struct Unit {
  std::string_view name;
  std::int64_t millis;
};
constexpr std::array kUnits = {
    Unit{"ms", 1         },
    Unit{"s",  1000      },
    Unit{"m",  60'000    },
    Unit{"h",  3'600'000 },
    Unit{"d",  86'400'000}
};

// Edits (insert, delete, change, swap of neighbours not counted) to make one word the other; row by
// row, words of our own tables only.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (&part != parts.data()) out += between;
    out += part;
  }
  return out;
}

std::optional<std::int64_t> to_int(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> to_millis(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::optional<std::int64_t> count = to_int(text.substr(0, digits));
  if (!count) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (unit.name != text.substr(digits)) continue;
    if (*count > std::numeric_limits<std::int64_t>::max() / unit.millis) return std::nullopt;
    return *count * unit.millis;
  }
  return std::nullopt;
}

std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kMostEdits = 3;
  constexpr std::size_t kLongest = 64;  // of a key or verb; longer words are no typing mistakes
  if (word.size() > kLongest) return std::nullopt;
  std::optional<std::string_view> best;
  // A word with every letter changed is no near word: half of them must stand.
  std::size_t limit = std::min(kMostEdits, word.size() / 2) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < limit) {
      limit = distance;
      best = candidate;
    }
  }
  return best;
}

std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += kHex[byte_of(c) >> 4U];
    out += kHex[byte_of(c) & 15U];
  }
  return out;
}

void add_line(std::string& text, std::string_view line) {
  if (!text.empty() && !line.empty()) text += '\n';
  text += line;
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (; hex.size() >= 2; hex.remove_prefix(2)) {
    unsigned value = 0;
    std::from_chars(hex.data(), hex.data() + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string brief_time(std::int64_t millis) {
  constexpr std::int64_t kSecond = 1'000;
  constexpr std::int64_t kMinute = 60 * kSecond;
  if (millis < kSecond) return std::to_string(std::max<std::int64_t>(millis, 0)) + " ms";
  if (millis < 2 * kMinute) return std::to_string(millis / kSecond) + " s";
  if (millis < 120 * kMinute) return std::to_string(millis / kMinute) + " min";
  return std::to_string(millis / (60 * kMinute)) + " h";
}

}  // namespace base
