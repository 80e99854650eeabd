// What backslashes stand for, alike enough in all these languages. Sources: as syntax.h.
#include "guards/commands/program/token.h"

namespace guards::commands::program {

namespace {

void append_code_point(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | ((code >> 12U) & 0xFU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

unsigned hex(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    const char low = static_cast<char>(c | 0x20);
    const bool letter = low >= 'a' && low <= 'f';
    value = value * 16 + static_cast<unsigned>(letter ? low - 'a' + 10 : (c - '0') & 15);
  }
  return value;
}

}  // namespace

std::string unescaped(std::string_view text) {
  static constexpr std::string_view kNames = "ntrabfve0";
  static constexpr std::string_view kValues{"\n\t\r\a\b\f\v\x1b\0", 9};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    if (const auto at = kNames.find(c); at != std::string_view::npos) {
      out += kValues[at];
    } else if (digits > 0 && i + digits < text.size() && text[i + 1] != '{') {
      append_code_point(out, hex(text.substr(i + 1, digits)));
      i += digits;
    } else if (c != '\n') {
      out += c;
    }
  }
  return out;
}

}  // namespace guards::commands::program
