#include "coord/base/json_scan.h"

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "coord/base/eight_bytes.h"
#include "coord/base/json_unicode.h"
#include "coord/base/sixteen_bytes.h"
#include "coord/base/utf8.h"

namespace base {

namespace {

// Marks quotes, backslashes, controls and what is no ASCII. Plain source text runs through this at
// several GB/s; a memchr for the quote alone would let the other three slip by.
std::uint64_t mark_special(std::uint64_t word) {
  return (word & kTopBits) | mark_below(word, 0x20) | mark_equal(word, '"') |
         mark_equal(word, '\\');
}

using ByteTable = std::array<bool, 256>;

// Bytes that may stand in a string as they are.
constexpr ByteTable kPlain = [] {
  ByteTable plain = {};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

// What may follow a backslash and needs nothing more.
constexpr ByteTable kLetter = [] {
  ByteTable letter = {};
  for (const char c : std::string_view("\"\\/bfnrt")) letter[static_cast<std::size_t>(c)] = true;
  return letter;
}();

std::uint8_t byte_at(const char* at) {
  return static_cast<std::uint8_t>(*at);
}

const char* skip_plain(const char* at, const char* end) {
  for (; kSixteen && end - at >= 16; at += 16) {
    const unsigned marks = mark_special_sixteen(at);
    if (marks != 0) return at + std::countr_zero(marks);
  }
  for (; end - at >= 8; at += 8) {
    const std::uint64_t marks = mark_special(load_eight(at));
    if (marks != 0) return at + before_mark(marks);
  }
  while (at != end && kPlain[byte_at(at)]) ++at;
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
  return kLetter[byte_at(at + 1)] ? at + 2 : skip_unicode_escape(at, end);
}

bool is_tail(const char* at) {
  return (byte_at(at) & 0xC0U) == 0x80U;
}

// Behind one code point. The two shapes that make up nearly all text beyond ASCII need no look at
// overlong forms and surrogates.
const char* skip_utf8(const char* at, const char* end) {
  const std::uint8_t lead = byte_at(at);
  if (lead >= 0xC2 && lead <= 0xDF && end - at >= 2 && is_tail(at + 1)) return at + 2;
  const bool simple_three = lead >= 0xE1 && lead <= 0xEF && lead != 0xED;
  if (simple_three && end - at >= 3 && is_tail(at + 1) && is_tail(at + 2)) return at + 3;
  return at + first_code_point({at, static_cast<std::size_t>(end - at)}).length;
}

// Behind whatever stands at `at` that is not plain; the same place, and why, when it may not.
const char* skip_special(const char* at, const char* end, JsonScan& scan) {
  const char* next = at;
  if (*at == '\\') {
    scan.escaped = true;
    next = skip_escape(at, end);
    if (next == at) scan.why = "an escape that JSON does not have";
  } else if (*at == '\n' || *at == '\t' || *at == '\r') {
    next = at + 1;  // scripts that print a payload forget to escape them; they mean one thing only
  } else if (byte_at(at) < 0x20) {
    scan.why = "a control character in a string";
  } else {
    next = skip_utf8(at, end);
    if (next == at) scan.why = "bytes that are no UTF-8";
  }
  return next;
}

constexpr const char* kNoNumber = "a number that JSON does not have";

// At least one.
JsonScan scan_digits(const char* at, const char* end) {
  const char* behind = skip_digits(at, end);
  return {behind, behind == at ? kNoNumber : nullptr, false};
}

JsonScan scan_fraction(const char* at, const char* end) {
  if (at == end || *at != '.') return {at, nullptr, false};
  return scan_digits(at + 1, end);
}

JsonScan scan_exponent(const char* at, const char* end) {
  if (at == end || (*at != 'e' && *at != 'E')) return {at, nullptr, false};
  ++at;
  if (at != end && (*at == '+' || *at == '-')) ++at;
  return scan_digits(at, end);
}

}  // namespace

JsonScan scan_json_string(const char* at, const char* end) {
  JsonScan scan;
  while (scan.why == nullptr) {
    // Escapes and foreign letters come in rows: look at one byte before trying eight.
    if (at != end && kPlain[byte_at(at)]) at = skip_plain(at, end);
    if (at == end) {
      scan.why = "a string has no end";
    } else if (*at == '"') {
      break;
    } else {
      at = skip_special(at, end, scan);
    }
  }
  scan.end = at;
  return scan;
}

JsonScan scan_json_number(const char* at, const char* end) {
  if (at != end && *at == '-') ++at;
  if (at == end || !is_digit(*at)) return {at, kNoNumber, false};
  // No digit may follow a leading zero; the caller then finds it where none belongs.
  at = *at == '0' ? at + 1 : skip_digits(at, end);
  const JsonScan fraction = scan_fraction(at, end);
  return fraction.why == nullptr ? scan_exponent(fraction.end, end) : fraction;
}

}  // namespace base
