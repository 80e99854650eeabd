// hash.h - fast fingerprints of bytes: equality of content and of names, never security.
// Shape:  pure functions; Hash128 is a plain value.
// Source: XXH3 of xxHash; ADR-0053 (the journal's chain uses BLAKE2b instead, see entry.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const Hash128&) const = default;
};

Hash128 hash128(std::string_view bytes);

// The same of bytes that come one after the other.
class Hash128Stream {
 public:
  Hash128Stream();
  void add(std::string_view bytes);
  Hash128 sum() const;

 private:
  alignas(64) std::array<std::byte, 576> state_;  // of the library
};

// 32 lower-case hex digits.
std::string to_text(const Hash128& hash);

}  // namespace base
