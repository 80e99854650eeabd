#include "coord/base/inflate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace base {

namespace {

constexpr std::size_t kMaxBits = 15;

// A canonical Huffman code: how many codes of each length, and their symbols in order.
struct Huffman {
  std::array<std::uint16_t, kMaxBits + 1> count = {};
  std::vector<std::uint16_t> symbols;

  explicit Huffman(const std::vector<std::uint8_t>& lengths) : symbols(lengths.size()) {
    for (const std::uint8_t length : lengths) ++count[length];
    count[0] = 0;
    std::array<std::uint16_t, kMaxBits + 2> offset = {};
    for (std::size_t i = 1; i <= kMaxBits; ++i) {
      offset[i + 1] = static_cast<std::uint16_t>(offset[i] + count[i]);
    }
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      if (lengths[i] != 0) symbols[offset[lengths[i]]++] = static_cast<std::uint16_t>(i);
    }
  }
};

// RFC 1951, 3.2.5: base values and extra bits of lengths and distances.
constexpr std::array<std::uint16_t, 29> kLengthBase = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                       15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                       67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> kLengthBits = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> kFarBase = {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, 30> kFarBits = {0, 0, 0,  0,  1,  1,  2,  2,  3,  3,
                                                   4, 4, 5,  5,  6,  6,  7,  7,  8,  8,
                                                   9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
constexpr std::array<std::uint8_t, 19> kOrder = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                 11, 4,  12, 3, 13, 2, 14, 1, 15};

class Inflater {
 public:
  Inflater(std::string_view bytes, std::size_t most) : bytes_(bytes), most_(most) {}

  Result<std::string> run() {
    bool last = false;
    while (!last && !bad_ && out_.size() < most_) {
      last = bits(1) == 1;
      const auto kind = bits(2);
      if (kind == 0) {
        stored();
      } else if (kind == 1) {
        fixed();
      } else if (kind == 2) {
        dynamic();
      } else {
        bad_ = true;
      }
    }
    if (bad_) return fail(Code::corrupt, "no deflate data");
    if (out_.size() > most_) out_.resize(most_);
    return std::move(out_);
  }

 private:
  std::uint32_t bits(std::size_t wanted) {
    while (have_ < wanted) {
      if (at_ >= bytes_.size()) {
        bad_ = true;
        return 0;
      }
      held_ |= std::uint32_t{static_cast<unsigned char>(bytes_[at_++])} << have_;
      have_ += 8;
    }
    const std::uint32_t value = held_ & ((std::uint32_t{1} << wanted) - 1);
    held_ >>= wanted;
    have_ -= wanted;
    return value;
  }

  std::uint32_t symbol(const Huffman& code) {
    std::uint32_t value = 0;
    std::uint32_t first = 0;
    std::uint32_t index = 0;
    for (std::size_t length = 1; length <= kMaxBits && !bad_; ++length) {
      value |= bits(1);
      const std::uint32_t count = code.count[length];
      if (value < first + count) return code.symbols[index + value - first];
      index += count;
      first = (first + count) << 1U;
      value <<= 1U;
    }
    bad_ = true;
    return 0;
  }

  void stored() {
    held_ = 0;
    have_ = 0;
    if (at_ + 4 > bytes_.size()) {
      bad_ = true;
      return;
    }
    const std::size_t size = bits(16);
    bits(16);  // the same, inverted
    if (at_ + size > bytes_.size()) bad_ = true;
    out_ += bytes_.substr(at_, size);
    at_ += size;
  }

  void fixed() {
    std::vector<std::uint8_t> lengths(288, 8);
    for (std::size_t i = 144; i < 256; ++i) lengths[i] = 9;
    for (std::size_t i = 256; i < 280; ++i) lengths[i] = 7;
    codes(Huffman(lengths), Huffman(std::vector<std::uint8_t>(30, 5)));
  }

  void dynamic() {
    const std::size_t literals = bits(5) + 257;
    const std::size_t distances = bits(5) + 1;
    const std::size_t used = bits(4) + 4;
    std::vector<std::uint8_t> lengths(kOrder.size(), 0);
    for (std::size_t i = 0; i < used; ++i) lengths[kOrder[i]] = static_cast<std::uint8_t>(bits(3));
    const Huffman code(lengths);
    lengths.clear();
    while (lengths.size() < literals + distances && !bad_) add_lengths(code, lengths);
    if (bad_ || lengths.size() != literals + distances) {
      bad_ = true;
      return;
    }
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(literals);
    codes(Huffman({lengths.begin(), middle}), Huffman({middle, lengths.end()}));
  }

  void add_lengths(const Huffman& code, std::vector<std::uint8_t>& lengths) {
    const std::uint32_t what = symbol(code);
    if (what < 16) return lengths.push_back(static_cast<std::uint8_t>(what));
    std::uint8_t value = 0;
    if (what == 16) {
      if (lengths.empty()) {
        bad_ = true;
        return;
      }
      value = lengths.back();
    }
    const std::size_t times = what == 16 ? 3 + bits(2) : what == 17 ? 3 + bits(3) : 11 + bits(7);
    lengths.insert(lengths.end(), times, value);
  }

  void codes(const Huffman& literals, const Huffman& distances) {
    while (!bad_ && out_.size() < most_) {
      const std::uint32_t what = symbol(literals);
      if (what == 256) return;
      if (what < 256) {
        out_ += static_cast<char>(what);
        continue;
      }
      if (what - 257 >= kLengthBase.size()) break;
      const std::size_t length = kLengthBase[what - 257] + bits(kLengthBits[what - 257]);
      const std::uint32_t far = symbol(distances);
      if (far >= kFarBase.size()) break;
      const std::size_t back = kFarBase[far] + bits(kFarBits[far]);
      if (back > out_.size()) break;
      for (std::size_t i = 0; i < length; ++i) out_ += out_[out_.size() - back];
    }
    if (out_.size() < most_) bad_ = true;
  }

  std::string_view bytes_;
  std::size_t most_;
  std::string out_;
  std::size_t at_ = 0;
  std::uint32_t held_ = 0;
  std::size_t have_ = 0;
  bool bad_ = false;
};

}  // namespace

Result<std::string> inflate_zlib(std::string_view bytes, std::size_t most) {
  constexpr std::size_t kHeader = 2;
  if (bytes.size() < kHeader || (bytes[0] & 15) != 8) return fail(Code::corrupt, "no zlib stream");
  return Inflater(bytes.substr(kHeader), most).run();
}

Result<std::string> inflate_gzip(std::string_view bytes, std::size_t most) {
  constexpr std::size_t kHeader = 10;
  if (bytes.size() < kHeader || !bytes.starts_with("\x1f\x8b\x08")) {
    return fail(Code::corrupt, "no gzip file");
  }
  const auto flags = static_cast<unsigned char>(bytes[3]);
  std::size_t at = kHeader;
  if ((flags & 4U) != 0 && at + 2 <= bytes.size()) {
    const auto size = static_cast<unsigned char>(bytes[at]) +
                      static_cast<unsigned char>(bytes[at + 1]) * std::size_t{256};
    at += 2 + size;
  }
  for (const unsigned text : {8U, 16U}) {  // name, comment: up to a NUL
    if ((flags & text) != 0 && at < bytes.size())
      at = std::min(bytes.find('\0', at), bytes.size()) + 1;
  }
  if ((flags & 2U) != 0) at += 2;
  if (at > bytes.size()) return fail(Code::corrupt, "no gzip file");
  return Inflater(bytes.substr(at), most).run();
}

}  // namespace base
