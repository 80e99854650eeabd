// index_keys.h - under which words a pattern is filed, and with which a path asks.
// Shape:  pure functions; both sides live here so that they cannot drift apart.
// Units:  words of paths are lower case (ASCII); hashed with base::hash64().
// Source: docs/spec/policy-cache.md section 2.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hooks {

inline constexpr std::size_t kMaxPrefix = 24;

struct IndexKey {
  std::uint64_t hash = 0;
  std::uint32_t prefix_length = 0;  // not 0 for a beginning of the last segment
};

// The one key an including pattern is filed under.
IndexKey key_of(std::string_view pattern);

// Keys of the folders above an anchored pattern ("" is the root of its form); none for **/x.
std::vector<std::uint64_t> folder_keys_of(std::string_view pattern);

// Key of the folder itself.
std::uint64_t folder_key(std::string_view folder);

// Key of rules that mind this bit of guards::On.
std::uint64_t kind_key(std::uint16_t bit);

// The one key that the first word of a command pattern is filed under.
std::uint64_t program_key_of(std::string_view word);

// Every key under which the first word of a pattern that fits this program can be filed.
std::array<std::uint64_t, 3> program_keys(std::string_view name);

// Every key under which a pattern that fits this path can be filed. Bit n of `prefixes` is set when
// beginnings of length n are in use.
void keys_for(std::string_view path, std::uint32_t prefixes, std::vector<std::uint64_t>& out);

// The part of an anchored pattern that holds no wildcard, cut at a '/': "src/**" -> "src".
std::string_view literal_folder(std::string_view pattern);

std::string lower(std::string_view text);

}  // namespace hooks
