// eight_bytes.h - looks at eight bytes in a few instructions.
// Shape:  pure functions; a mark is the top bit of a byte, the first byte is the lowest.
// Units:  the first mark of a word is exact; marks behind it may be false.
// Errors: none.
// Source: "Bit Twiddling Hacks", determine if a word has a byte less than n.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace base {

constexpr std::uint64_t kEachByte = 0x0101010101010101U;
constexpr std::uint64_t kTopBits = 0x8080808080808080U;

// `at` has eight bytes.
inline std::uint64_t load_eight(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

// Marks bytes below `limit` (at most 0x80).
constexpr std::uint64_t mark_below(std::uint64_t word, std::uint8_t limit) {
  return (word - kEachByte * limit) & ~word & kTopBits;
}

constexpr std::uint64_t mark_equal(std::uint64_t word, char byte) {
  return mark_below(word ^ (kEachByte * static_cast<std::uint8_t>(byte)), 1);
}

// How many bytes stand before the first mark; the word has one.
constexpr int before_mark(std::uint64_t marks) {
  return std::countr_zero(marks) / 8;
}

}  // namespace base
