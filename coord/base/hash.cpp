#include "coord/base/hash.h"

// Inlined: the library's dispatcher asks the processor what it can, which costs more than a hook
// has.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace base {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

Hash128 hash128(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

namespace {

XXH3_state_t* state_in(std::byte* room) {
  return reinterpret_cast<XXH3_state_t*>(room);
}

}  // namespace

Hash128Stream::Hash128Stream() {
  static_assert(sizeof(XXH3_state_t) == sizeof state_);
  XXH3_128bits_reset(state_in(state_.data()));
}

void Hash128Stream::add(std::string_view bytes) {
  XXH3_128bits_update(state_in(state_.data()), bytes.data(), bytes.size());
}

Hash128 Hash128Stream::sum() const {
  const XXH128_hash_t hash =
      XXH3_128bits_digest(reinterpret_cast<const XXH3_state_t*>(state_.data()));
  return {hash.high64, hash.low64};
}

// By hand: printf(3) is eight pages of code and tables that a hook call needs for nothing else.
std::string to_text(const Hash128& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(32);
  for (const std::uint64_t half : {hash.high, hash.low})
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[half >> shift & 0xFU];
  return text;
}

}  // namespace base
