// lexer.h - cuts a text into tokens, one ahead.
// Shape:  borrows a Scan; words are read for the Place the parser says.
// Units:  positions in the text being read.
// Errors: through Scan; after one every token is `end`.
// Source: bash 5.2 manual, chapter 2; ADR-0018.
#pragma once

#include "guards/shell/readers.h"
#include "guards/shell/token.h"

namespace guards::shell {

class Lexer {
 public:
  explicit Lexer(Scan& scan) : scan_(scan) {}

  // The next token, read for `place` unless it has been read already.
  const Token& peek(Place place) {
    if (!has_token_) read(place);
    return token_;
  }
  // The token last seen by peek(), which is then behind us.
  Token take();
  // Something that is no token was read behind the last token taken.
  void resume() { last_end_ = scan_.span(scan_.pos(), scan_.pos()).end; }

  // Where the last token taken ends, in the outermost source.
  std::uint32_t last_end() const { return last_end_; }

 private:
  void read(Place place);
  bool read_sign(Place place, std::uint32_t begin);
  void read_operator(char byte, std::uint32_t begin);
  void read_redirect(std::uint32_t begin);
  bool read_descriptor(std::uint32_t begin);
  void read_word_token(Place place);

  Scan& scan_;
  Token token_;
  bool has_token_ = false;
  std::uint32_t last_end_ = 0;
};

}  // namespace guards::shell
