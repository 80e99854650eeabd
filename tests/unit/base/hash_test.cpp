#include "coord/base/hash.h"

#include <gtest/gtest.h>

namespace base {
namespace {

// Values of xxHash's own reference: XXH3 of the empty input.
TEST(Hash, IsXxh3) {
  EXPECT_EQ(hash64(""), 0x2d06800538d394c2ULL);
  EXPECT_EQ(to_text(hash128("")), "99aa06d3014798d86001c324468d497f");
}

TEST(Hash, TellsSeedsAndContentApart) {
  EXPECT_NE(hash64("a"), hash64("b"));
  EXPECT_NE(hash64("a", 1), hash64("a", 2));
  EXPECT_EQ(hash128("same"), hash128("same"));
}

}  // namespace
}  // namespace base
