#include "coord/base/sha1.h"

#include <gtest/gtest.h>

#include "coord/base/text.h"

namespace {

std::string sha1(std::string_view bytes) {
  return base::to_hex(base::Sha1().add(bytes).digest());
}

// The examples of FIPS 180-1, appendices A to C, and the empty text.
TEST(Sha1, IsWhatTheStandardSays) {
  EXPECT_EQ(sha1(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(sha1("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  EXPECT_EQ(sha1(std::string(1'000'000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(Sha1, PiecesAreOneText) {
  const std::string text(300, 'x');
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const std::string_view whole = text;
    base::Sha1 pieces;
    pieces.add(whole.substr(0, cut)).add(whole.substr(cut, 7)).add({});
    if (cut + 7 < whole.size()) pieces.add(whole.substr(cut + 7));
    EXPECT_EQ(base::to_hex(pieces.digest()), sha1(text)) << cut;
  }
}

}  // namespace
