// token.h - a program in another language cut into words, texts and signs.
// Shape:  pure function and plain values; one lexer, its quirks per language in syntax.h.
// Units:  column: bytes before the token on its line; match: index of the other bracket.
// Errors: none: an open text or bracket ends with the program.
// Source: ADR-0042.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/program/syntax.h"

namespace guards::commands::program {

struct Token {
  enum class Kind : std::uint8_t {
    name,
    variable,  // with a sigil in front, which is taken off
    number,
    text,
    mixed,    // a text with values inside, still escaped
    command,  // shell text between backticks, as mixed
    words,    // qw(a b): the words, one blank between
    glob,     // <*.txt>
    sign,
    end,
  };
  Kind kind = Kind::end;
  std::string text = {};
  std::size_t column = 0;
  std::size_t match = 0;  // of a bracket; itself when there is none
  bool first = false;     // of its line
  bool glued = false;     // no blank before
};

struct Stream {
  std::vector<Token> tokens;  // the last one is an end
  bool hidden = false;        // some of the code is known only when it runs
  bool cut = false;           // longer than is read
};

// `inside`: an expression out of a text, not a whole file.
Stream read_tokens(const Syntax& syntax, std::string_view text, bool inside = false);

// What the escapes of a text stand for.
std::string unescaped(std::string_view text);

}  // namespace guards::commands::program
