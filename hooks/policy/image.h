// image.h - the flat compiled policy, read in place; nothing is answered from a damaged part.
// Shape:  Image is a view over bytes that the caller keeps alive.
// Units:  little endian, offsets from the start.
// Errors: corrupt: header, key or notes; damage met later is the `false` of a look-up.
// Source: docs/spec/policy-cache.md; ADR-0014.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "guards/rules/rule.h"
#include "hooks/policy/policy.h"

namespace hooks {

inline constexpr std::string_view kImageMagic = "FGPOLICY";
inline constexpr std::uint32_t kImageVersion = 3;

struct ImageHeader {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t size;
  std::uint32_t rule_count;
  std::uint32_t broken;
  std::uint32_t prefixes;  // bit n: beginnings of length n are in use
  std::uint32_t slot_count;
  std::uint32_t slots;
  std::uint32_t postings;
  std::uint32_t posting_count;
  std::uint32_t rules;
  std::uint32_t key;
  std::uint32_t key_size;
  std::uint32_t notes;
  std::uint32_t notes_size;
  std::array<std::uint8_t, 8> on_error;
  std::array<char, 32> digest;
  std::uint64_t key_check;
  std::uint64_t notes_check;
  std::uint64_t check;  // of all above
};
static_assert(sizeof(ImageHeader) == 128);

struct ImageSlot {
  std::uint64_t key;
  std::uint32_t first;
  std::uint32_t count;  // 0: empty
  std::uint64_t check;
};
static_assert(sizeof(ImageSlot) == 24);

struct ImageRule {
  std::uint32_t offset;
  std::uint32_t size;
  std::uint64_t check;
};
static_assert(sizeof(ImageRule) == 16);

std::uint64_t slot_check(std::uint32_t place, const ImageSlot& slot, std::string_view postings);

// Rule and what only a policy knows of it.
struct ImageEntry {
  guards::Rule rule;
  std::string_view pack;
  bool enabled = true;
};

class Image {
 public:
  Image() = default;
  [[nodiscard]] static base::Result<Image> open(std::string_view bytes);

  std::uint32_t rule_count() const { return header_.rule_count; }
  bool broken() const { return header_.broken != 0; }
  OnError on_error() const;
  std::string_view digest() const { return {header_.digest.data(), header_.digest.size()}; }
  std::string_view key() const { return bytes_.substr(header_.key, header_.key_size); }
  std::vector<std::string> notes() const;

  // Bit n: beginnings of length n are in use.
  std::uint32_t prefixes() const { return header_.prefixes; }

  // These add to `out`, unsorted; false: a part they touched is damaged, `out` is not to be used.
  [[nodiscard]] bool under(std::span<const std::uint64_t> keys,
                           std::vector<std::uint32_t>& out) const;
  [[nodiscard]] bool below(std::string_view folder, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] bool of_kind(std::uint16_t on, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] bool entry(std::uint32_t index, ImageEntry& out) const;

 private:
  bool bucket(std::uint64_t key, std::vector<std::uint32_t>& out) const;
  bool in_bounds(std::uint64_t offset, std::uint64_t size) const;
  bool has_sound_sections() const;

  std::string_view bytes_;
  ImageHeader header_{};
};

// The policy that was compiled into an image (without examples): what layers are laid over.
[[nodiscard]] base::Result<Policy> decompile(const Image& image);

}  // namespace hooks
