#include "guards/shell/ansi_c.h"

#include <cstdint>

namespace guards::shell {
namespace {

constexpr std::string_view kLetters = "abeEfnrtv\\'\"?";
constexpr std::string_view kValues = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";

int digit_of(char byte, int base) {
  int value = -1;
  if (byte >= '0' && byte <= '9') value = byte - '0';
  if (byte >= 'a' && byte <= 'f') value = byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') value = byte - 'A' + 10;
  return value < base ? value : -1;
}

class Decoder {
 public:
  Decoder(std::string_view in, char* out) : in_(in), out_(out) {}

  std::size_t run() {
    while (at_ < in_.size() && !ended_) {
      if (in_[at_] == '\\' && at_ + 1 < in_.size()) {
        ++at_;
        escape(in_[at_++]);
      } else {
        put(in_[at_++]);
      }
    }
    return size_;
  }

 private:
  void put(char byte) {
    if (byte == '\0') {
      ended_ = true;
    } else {
      out_[size_++] = byte;
    }
  }

  // At most `most` digits; nothing read leaves `value` alone.
  bool number(int base, int most, std::uint32_t& value) {
    int count = 0;
    std::uint32_t sum = 0;
    while (count < most && at_ < in_.size() && digit_of(in_[at_], base) >= 0) {
      sum = sum * static_cast<std::uint32_t>(base) +
            static_cast<std::uint32_t>(digit_of(in_[at_], base));
      ++at_;
      ++count;
    }
    if (count > 0) value = sum;
    return count > 0;
  }

  void escape(char letter) {
    if (const std::size_t known = kLetters.find(letter); known != std::string_view::npos) {
      put(kValues[known]);
    } else if (letter >= '0' && letter <= '7') {
      --at_;
      std::uint32_t value = 0;
      number(8, 3, value);
      put(static_cast<char>(value & 0xff));
    } else if (letter == 'x') {
      hex();
    } else if (letter == 'u' || letter == 'U') {
      code_point(letter);
    } else if (letter == 'c' && at_ < in_.size()) {
      control(in_[at_++]);
    } else {
      put('\\');
      put(letter);
    }
  }

  void control(char letter) {
    if (letter == '\\' && at_ < in_.size() && in_[at_] == '\\') ++at_;
    put(letter == '?' ? '\x7f' : static_cast<char>(letter & 0x1f));
  }

  void hex() {
    std::uint32_t value = 0;
    const bool braced = at_ < in_.size() && in_[at_] == '{';
    const std::size_t from = at_;
    if (braced) ++at_;
    if (!number(16, braced ? 64 : 2, value)) {
      at_ = from;
      put('\\');
      put('x');
      return;
    }
    if (braced && at_ < in_.size() && in_[at_] == '}') ++at_;
    put(static_cast<char>(value & 0xff));
  }

  void code_point(char letter) {
    std::uint32_t value = 0;
    if (!number(16, letter == 'u' ? 4 : 8, value)) {
      put('\\');
      put(letter);
      return;
    }
    put_utf8(value);
  }

  void put_utf8(std::uint32_t value) {
    const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
    if (value < 0x80) {
      put(byte(value));
    } else if (value < 0x800) {
      put(byte(0xc0 | (value >> 6)));
      put(byte(0x80 | (value & 0x3f)));
    } else if (value < 0x10000) {
      put(byte(0xe0 | (value >> 12)));
      put(byte(0x80 | ((value >> 6) & 0x3f)));
      put(byte(0x80 | (value & 0x3f)));
    } else {
      put(byte(0xf0 | ((value >> 18) & 0x07)));
      put(byte(0x80 | ((value >> 12) & 0x3f)));
      put(byte(0x80 | ((value >> 6) & 0x3f)));
      put(byte(0x80 | (value & 0x3f)));
    }
  }

  std::string_view in_;
  char* out_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  bool ended_ = false;
};

}  // namespace

std::size_t decode_ansi_c(std::string_view written, char* out) {
  return Decoder(written, out).run();
}

}  // namespace guards::shell
