#include "coord/base/json_scan.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "coord/base/json_unicode.h"
#include "coord/base/utf8.h"

namespace base {

namespace {

constexpr std::uint64_t kEach = 0x0101010101010101U;
constexpr std::uint64_t kTopBits = 0x8080808080808080U;

// Is one of the eight bytes a quote, a backslash, a control or no ASCII? Plain source text runs
// through this at several GB/s; a memchr for the quote alone would let the other three slip by.
bool has_special(std::uint64_t word) {
  const std::uint64_t quote = word ^ (kEach * '"');
  const std::uint64_t backslash = word ^ (kEach * '\\');
  const std::uint64_t below = (word - kEach * 0x20U) | (quote - kEach) | (backslash - kEach) | word;
  return (below & kTopBits) != 0;
}

// Bytes that may stand in a string as they are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain = {};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

bool is_plain(char c) {
  return kPlain[static_cast<unsigned char>(c)];
}

const char* skip_plain(const char* at, const char* end) {
  while (end - at >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    if (has_special(word)) break;
    at += 8;
  }
  while (at != end && is_plain(*at)) ++at;
  return at;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

const char* skip_digits(const char* at, const char* end) {
  while (at != end && is_digit(*at)) ++at;
  return at;
}

// Behind "\uXXXX" (one, or the two of a pair); the same place when it is none.
const char* skip_unicode_escape(const char* at, const char* end) {
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  const JsonUnicode unicode = read_unicode_escape(rest);
  return at + unicode.length;
}

// Behind the escape whose backslash stands at `at`; the same place when it is none.
const char* skip_escape(const char* at, const char* end) {
  if (end - at < 2) return at;
  if (at[1] == 'u') return skip_unicode_escape(at, end);
  const bool known = std::memchr("\"\\/bfnrt", at[1], 8) != nullptr;
  return known ? at + 2 : at;
}

const char* skip_utf8(const char* at, const char* end) {
  return at + first_code_point({at, static_cast<std::size_t>(end - at)}).length;
}

}  // namespace

JsonScan scan_json_string(const char* at, const char* end) {
  bool escaped = false;
  for (;;) {
    at = skip_plain(at, end);
    if (at == end) return {at, "a string has no end", escaped};
    if (*at == '"') return {at, nullptr, escaped};
    const char* next = at;
    if (*at == '\\') {
      escaped = true;
      next = skip_escape(at, end);
      if (next == at) return {at, "an escape that JSON does not have", escaped};
    } else {
      if (static_cast<unsigned char>(*at) < 0x20) {
        return {at, "a control character in a string", escaped};
      }
      next = skip_utf8(at, end);
      if (next == at) return {at, "bytes that are no UTF-8", escaped};
    }
    at = next;
  }
}

JsonScan scan_json_number(const char* at, const char* end) {
  constexpr const char* kWhy = "a number that JSON does not have";
  if (at != end && *at == '-') ++at;
  if (at == end || !is_digit(*at)) return {at, kWhy, false};
  // No digit may follow a leading zero; the caller then finds it where none belongs.
  at = *at == '0' ? at + 1 : skip_digits(at, end);
  if (at != end && *at == '.') {
    const char* fraction = ++at;
    at = skip_digits(at, end);
    if (at == fraction) return {at, kWhy, false};
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    const char* exponent = at;
    at = skip_digits(at, end);
    if (at == exponent) return {at, kWhy, false};
  }
  return {at, nullptr, false};
}

}  // namespace base
