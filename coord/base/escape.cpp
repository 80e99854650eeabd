// The escaping half of text.h.
#include <array>

#include "coord/base/text.h"
#include "coord/base/utf8.h"

namespace base {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

void append_byte_hex(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
// Code points that move the cursor, turn the reading direction or hide text: a message that shows
// another agent's text must not let it rewrite our line. Controls, soft hyphen, zero-width and bidi
// marks, line and paragraph separator, invisible operators and isolates, BOM, tag characters.
constexpr std::array kUnsafe = {
    Range{0x00,    0x1F   },
    Range{0x7F,    0x9F   },
    Range{0xAD,    0xAD   },
    Range{0x61C,   0x61C  },
    Range{0x200B,  0x200F },
    Range{0x2028,  0x202E },
    Range{0x2060,  0x206F },
    Range{0xFEFF,  0xFEFF },
    Range{0xFFF9,  0xFFFB },
    Range{0xE0000, 0xE007F}
};

bool is_unsafe(std::uint32_t code) {
  for (const Range& range : kUnsafe) {
    if (code >= range.first && code <= range.last) return true;
  }
  return false;
}

std::string code_point_name(std::uint32_t code) {
  std::string digits;
  for (; code != 0; code >>= 4U) digits.insert(digits.begin(), kHex[code & 15U]);
  return "\\u{" + digits + "}";
}

// One step of one_line: how the code point (or stray byte) at the front of `text` is shown.
std::string shown(std::string_view text, const Utf8Step& step) {
  if (step.length != 0 && !is_unsafe(step.code)) return std::string(text.substr(0, step.length));
  if (text[0] == '\n') return "\\n";
  if (text[0] == '\t') return "\\t";
  if (text[0] == '\r') return "\\r";
  if (step.length > 1) return code_point_name(step.code);
  std::string out = "\\x";
  append_byte_hex(out, text[0]);
  return out;
}

// The short escape of RFC 8259 section 7, or nothing.
std::string_view short_escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    default:
      return {};
  }
}

bool is_visible_ascii(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F;
}

bool is_plain_in_json(char c) {
  return is_visible_ascii(c) && c != '"' && c != '\\';
}

// Takes the plain beginning off `text`: nearly all text is nothing else.
template <class IsPlain>
std::string_view take_plain(std::string_view& text, IsPlain is_plain) {
  std::size_t size = 0;
  while (size < text.size() && is_plain(text[size])) ++size;
  const std::string_view plain = text.substr(0, size);
  text.remove_prefix(size);
  return plain;
}

void append_escaped_ascii(std::string& out, char c) {
  if (const std::string_view escape = short_escape(c); !escape.empty()) {
    out += escape;
    return;
  }
  out += "\\u00";
  append_byte_hex(out, c);
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Utf8Step step = first_code_point(text);
    if (step.length == 0) return false;
    text.remove_prefix(step.length);
  }
  return true;
}

std::string one_line(std::string_view text, std::size_t limit) {
  std::string out;
  for (;;) {
    const std::string_view plain = take_plain(text, is_visible_ascii);
    const std::size_t room = limit - out.size();
    out += plain.substr(0, room);
    if (plain.size() > room) return out + "...";
    if (text.empty()) return out;
    const Utf8Step step = first_code_point(text);
    const std::string piece = shown(text, step);
    if (out.size() + piece.size() > limit) return out + "...";
    out += piece;
    text.remove_prefix(step.length == 0 ? 1 : step.length);
  }
}

void append_json_escaped(std::string& out, std::string_view text) {
  for (;;) {
    out += take_plain(text, is_plain_in_json);
    if (text.empty()) return;
    const Utf8Step step = first_code_point(text);
    if (step.length > 1) {
      out += text.substr(0, step.length);
    } else if (step.length == 1) {
      append_escaped_ascii(out, text[0]);
    } else {
      out += "\\\\x";
      append_byte_hex(out, text[0]);
    }
    text.remove_prefix(step.length == 0 ? 1 : step.length);
  }
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  append_json_escaped(out, text);
  out += '"';
  return out;
}

}  // namespace base
