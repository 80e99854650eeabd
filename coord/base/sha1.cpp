#include "coord/base/sha1.h"

#include <algorithm>
#include <bit>

#include "coord/base/big_endian.h"

namespace base {

namespace {

constexpr int kRounds = 80;

}  // namespace

void Sha1::take(const char* block) {
  std::array<std::uint32_t, kRounds> w;
  for (std::size_t i = 0; i < 16; ++i) w[i] = big32(block + 4 * i);
  for (std::size_t i = 16; i < kRounds; ++i) {
    w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  }
  std::uint32_t a = state_[0];
  std::uint32_t b = state_[1];
  std::uint32_t c = state_[2];
  std::uint32_t d = state_[3];
  std::uint32_t e = state_[4];
  const auto round = [&](std::uint32_t mixed, std::uint32_t constant, std::uint32_t word) {
    const std::uint32_t next = std::rotl(a, 5) + mixed + e + constant + word;
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  };
  for (std::size_t i = 0; i < 20; ++i) round((b & c) | (~b & d), 0x5A827999U, w[i]);
  for (std::size_t i = 20; i < 40; ++i) round(b ^ c ^ d, 0x6ED9EBA1U, w[i]);
  for (std::size_t i = 40; i < 60; ++i) round((b & c) | (b & d) | (c & d), 0x8F1BBCDCU, w[i]);
  for (std::size_t i = 60; i < 80; ++i) round(b ^ c ^ d, 0xCA62C1D6U, w[i]);
  const std::array<std::uint32_t, 5> added = {a, b, c, d, e};
  for (std::size_t i = 0; i < added.size(); ++i) state_[i] += added[i];
}

Sha1& Sha1::add(std::string_view bytes) {
  const char* from = bytes.data();
  std::size_t left = bytes.size();
  const std::size_t held = size_ % kBlock;
  size_ += left;
  if (held != 0) {
    const std::size_t fill = std::min(left, kBlock - held);
    std::copy_n(from, fill, rest_.data() + held);
    if (held + fill < kBlock) return *this;
    take(rest_.data());
    from += fill;
    left -= fill;
  }
  for (; left >= kBlock; left -= kBlock, from += kBlock) take(from);
  std::copy_n(from, left, rest_.data());
  return *this;
}

// A bit, zeros up to the last eight bytes of a block, and how many bits there were.
std::string Sha1::digest() {
  const std::uint64_t bits = 8 * size_;
  std::string end(1, '\x80');
  end.resize(1 + (2 * kBlock - 9 - size_ % kBlock) % kBlock, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) end += static_cast<char>(bits >> shift & 0xFFU);
  add(end);
  std::string out;
  for (const std::uint32_t word : state_) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(word >> shift & 0xFFU);
  }
  return out;
}

}  // namespace base
