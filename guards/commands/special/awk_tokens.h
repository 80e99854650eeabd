// awk_tokens.h - an awk program cut into words, texts and signs.
// Shape:  pure function and plain values.
// Errors: none: an open text or match ends with the program; a very long one is cut off.
// Source: POSIX.1-2017 awk, "Lexical Conventions".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

struct AwkToken {
  enum class Kind : std::uint8_t { name, text, number, regex, sign };
  Kind kind = Kind::sign;
  std::string text;  // of a text: without quotes and escapes
};

// A line's end is a sign, and so are ";" and each bracket.
std::vector<AwkToken> awk_tokens(std::string_view text);

}  // namespace guards::commands
