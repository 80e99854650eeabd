#include "coord/lease/shape.h"

#include <algorithm>

#include "coord/base/hash.h"

namespace coord::lease {

namespace {

constexpr std::string_view kSpecial = "*?[]{}\\";
constexpr std::uint64_t kSeed = 0x65706168736c6f63;  // apart from the keys of scopes

}  // namespace

Shape shape_of(std::string_view pattern, bool cut) {
  Shape shape;
  const std::size_t first = pattern.find_first_of(kSpecial);
  shape.begins = static_cast<std::uint16_t>(std::min(first, pattern.size()));
  if (cut) return shape;
  const std::size_t last = pattern.find_last_of(kSpecial);
  if (last == std::string_view::npos) return shape;
  // Behind a backslash and its letter, and behind the slash of "**/", which may stand for nothing.
  const std::size_t tail = last + (pattern[last] == '\\' || pattern[last] == '*' ? 2 : 1);
  if (tail < pattern.size()) shape.ends = static_cast<std::uint16_t>(pattern.size() - tail);
  return shape;
}

std::uint64_t key_of(std::string_view text, const Shape& shape) {
  const std::uint64_t front = base::hash64(text.substr(0, shape.begins), kSeed);
  return base::hash64(text.substr(text.size() - shape.ends), front);
}

const Shape& Shapes::add(const Shape& wanted) {
  Shape* place = &known.front();
  for (std::size_t i = known.size() - 1; i > 0 && !wanted.is_like({}); --i) {
    const bool same = known[i].is_like(wanted);
    if (known[i].leases == 0 || same) place = &known[i];
    if (known[i].leases != 0 && same) break;
  }
  if (place != &known.front() && place->leases == 0) *place = wanted;
  ++place->leases;
  return *place;
}

void Shapes::remove(const Shape& kept) {
  const auto shape = std::ranges::find_if(
      known, [&](const Shape& one) { return one.is_like(kept) && one.leases > 0; });
  if (shape != known.end()) --shape->leases;
}

bool agree(std::string_view one, std::string_view other, const Shape& shape) {
  return one.substr(0, shape.begins) == other.substr(0, shape.begins) &&
         one.substr(one.size() - shape.ends) == other.substr(other.size() - shape.ends);
}

}  // namespace coord::lease
