// sha1.h - the hash git names its objects by; nothing of ours is proven by it.
// Shape:  a value that takes bytes piece by piece.
// Units:  20 bytes.
// Errors: none.
// Source: FIPS 180-4, section 6.1; ADR-0091 (objects without git), ADR-0053 (our own hashes).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

class Sha1 {
 public:
  Sha1& add(std::string_view bytes);
  // Of all that was added; to be asked once.
  std::string digest();

 private:
  static constexpr std::size_t kBlock = 64;

  void take(const char* block);

  std::array<std::uint32_t, 5> state_ = {0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U,
                                         0xC3D2E1F0U};
  std::array<char, kBlock> rest_ = {};
  std::uint64_t size_ = 0;
};

}  // namespace base
