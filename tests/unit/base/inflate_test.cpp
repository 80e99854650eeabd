#include "coord/base/inflate.h"

#include <gtest/gtest.h>

#include <string>

namespace {

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

// zlib.compress(b'a'*20+b'bcd'*5+b'xyz', 9)
constexpr const char* kFixed = "78da4b4cc40449c929c8a8a2b20a001ac80ecd";
// gzip of 'line 0\n' ... 'line 99\n', with dynamic codes and a name in the header
constexpr const char* kDynamic =
    "1f8b08080000000002ff6c696e65732e7478740035d2bb6d43310c40d1de5364048bfa9103a530f0e0fdcb20"
    "d051752b1d48229fcff7f7e7fd7afed34ee2a49f8c9379b24ef6499e94e397e13450233554633558a3355ce3"
    "052feebd78c10b5ef08217bce005aff33aafdf87f23aaff33aaff33aaff3066ff0066fdc9fe30ddee00ddee0"
    "0ddee44ddee44ddebca3e04ddee44ddee42ddee22ddee22ddebab3e52ddee22ddee66ddee66ddee66ddebecb"
    "c2dbbccd4b5ef29297bce4252f7979b78f97bce215af78c52b5ef18a57bcbaeb5caf3fcc3a07a616030000";
// zlib.compress(b'stored', 0)
constexpr const char* kStored = "7801010600f9ff73746f726564093c0292";

TEST(Inflate, ReadsAllThreeKindsOfBlocks) {
  EXPECT_EQ(base::inflate_zlib(from_hex(kFixed), 1000).value(),
            "aaaaaaaaaaaaaaaaaaaabcdbcdbcdbcdbcdxyz");
  EXPECT_EQ(base::inflate_zlib(from_hex(kStored), 1000).value(), "stored");
  const std::string text = base::inflate_gzip(from_hex(kDynamic), 10'000).value();
  EXPECT_TRUE(text.starts_with("line 0\nline 1\n"));
  EXPECT_TRUE(text.ends_with("line 99\n"));
}

TEST(Inflate, ReadsWhatIsStored) {
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 200'000U}) {
    const std::string text(size, 'x');
    EXPECT_EQ(base::inflate_zlib(base::stored_zlib(text), size + 1).value(), text) << size;
  }
}

TEST(Inflate, StopsAtTheLimit) {
  EXPECT_EQ(base::inflate_zlib(from_hex(kFixed), 4).value(), "aaaa");
}

TEST(Inflate, DamageIsAnErrorNeverMore) {
  for (const char* hex : {kFixed, kDynamic, kStored}) {
    const std::string whole = from_hex(hex);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      (void)base::inflate_zlib(std::string_view(whole).substr(0, size), 1000);
      (void)base::inflate_gzip(std::string_view(whole).substr(0, size), 1000);
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
      (void)base::inflate_zlib(bytes, 1000);
      (void)base::inflate_gzip(bytes, 1000);
    }
  }
  EXPECT_FALSE(base::inflate_zlib("", 10));
  EXPECT_FALSE(base::inflate_gzip("\x1f\x8b\x08", 10));
}

}  // namespace
