// shape.h - what a pattern says for certain about its files: the bytes they begin and end with.
// Shape:  plain value and pure functions over text.
// Units:  bytes.
// Errors: none.
// Source: docs/spec/lease-index.md; ADR-0087 (patterns are found by what is certain of them).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coord::lease {

struct Shape {
  std::uint16_t begins = 0;  // bytes before the first wildcard
  std::uint16_t ends = 0;    // bytes behind the last
  std::uint32_t leases = 0;  // live ones of this shape
  bool is_like(const Shape& other) const { return begins == other.begins && ends == other.ends; }
};

// `cut`: the end of the pattern is missing.
Shape shape_of(std::string_view pattern, bool cut);

// May a pattern of this shape mean this path, or be this pattern, as far as its length goes?
inline bool has_room(std::string_view text, const Shape& shape) {
  return text.size() >= std::size_t{shape.begins} + shape.ends;
}

// Of the bytes of `text` that the shape makes certain: the same for a pattern and all its files.
std::uint64_t key_of(std::string_view text, const Shape& shape);

// The shapes of all live patterns. The first says nothing, so that every pattern may stand under
// it: those that say nothing do, and those for whose shape there is no room.
struct Shapes {
  std::array<Shape, 32> known{};
  // Under which one a pattern of that shape is kept from now on.
  const Shape& add(const Shape& wanted);
  void remove(const Shape& kept);
};

// Are those bytes the same in both?
bool agree(std::string_view one, std::string_view other, const Shape& shape);

}  // namespace coord::lease
