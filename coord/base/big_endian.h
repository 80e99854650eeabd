// big_endian.h - numbers in network byte order, as git's files and SHA-1 have them.
// Shape:  pure functions. Written out: a compiler makes one load of it, and of a loop none.
// Units:  `bytes` has as many as the number takes.
// Errors: none.
// Source: gitformat-index(5), gitformat-pack(5), FIPS 180-4.
#pragma once

#include <cstdint>

namespace base {

inline std::uint32_t byte_at(const char* bytes) {
  return static_cast<unsigned char>(*bytes);
}

inline std::uint32_t big16(const char* bytes) {
  return byte_at(bytes) << 8U | byte_at(bytes + 1);
}

inline std::uint32_t big32(const char* bytes) {
  return big16(bytes) << 16U | big16(bytes + 2);
}

}  // namespace base
