#include "coord/base/utf8.h"

namespace base {

namespace {

constexpr std::uint32_t kLow6 = 0x3FU;

// What a lead byte promises: how long, which of its bits count, and the least code point that may
// be written so long.
struct Lead {
  std::uint32_t length;
  std::uint32_t bits;
  std::uint32_t least;
};

Lead lead_of(std::uint32_t byte) {
  if (byte < 0x80) return {1, 0x7F, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x1F, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, 0x0F, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, 0x07, 0x10000};
  return {0, 0, 0};
}

std::uint32_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_code_point(std::uint32_t code) {
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code <= 0x10FFFF && !surrogate;
}

char low_byte(std::uint32_t value) {
  return static_cast<char>(static_cast<unsigned char>(value));
}

}  // namespace

Utf8Step first_code_point(std::string_view text) {
  const Lead lead = lead_of(byte_at(text, 0));
  if (lead.length == 0 || lead.length > text.size()) return {};
  std::uint32_t code = byte_at(text, 0) & lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const std::uint32_t next = byte_at(text, i);
    if ((next & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (next & kLow6);
  }
  if (code < lead.least || !is_code_point(code)) return {};
  return {code, lead.length};
}

std::uint32_t put_utf8(char* to, std::uint32_t code) {
  if (code < 0x80) {
    to[0] = low_byte(code);
    return 1;
  }
  const std::uint32_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  const std::uint32_t lead = (0xF00U >> length) & 0xFFU;  // as many ones as bytes, then a zero
  for (std::uint32_t i = length; i-- > 1; code >>= 6U) to[i] = low_byte(0x80U | (code & kLow6));
  to[0] = low_byte(lead | code);
  return length;
}

}  // namespace base
