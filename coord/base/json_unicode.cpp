#include "coord/base/json_unicode.h"

namespace base {

namespace {

constexpr std::size_t kLength = 6;
constexpr std::uint32_t kNoUnit = 0xFFFFFFFF;

std::uint32_t hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A') + 10;
  return kNoUnit;
}

std::uint32_t unit_at(std::string_view text) {
  if (text.size() < kLength || text[0] != '\\' || text[1] != 'u') return kNoUnit;
  std::uint32_t unit = 0;
  for (const char c : text.substr(2, 4)) {
    const std::uint32_t digit = hex_digit(c);
    if (digit == kNoUnit) return kNoUnit;
    unit = unit * 16 + digit;
  }
  return unit;
}

bool is_high(std::uint32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}

bool is_low(std::uint32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

}  // namespace

JsonUnicode read_unicode_escape(std::string_view text) {
  const std::uint32_t unit = unit_at(text);
  if (unit == kNoUnit || is_low(unit)) return {};
  if (!is_high(unit)) return {unit, kLength};
  const std::uint32_t low = unit_at(text.substr(kLength));
  if (low == kNoUnit || !is_low(low)) return {};
  return {0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00), 2 * kLength};
}

}  // namespace base
