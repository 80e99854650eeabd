// lexer.h - the one lexer of all these languages.
// Shape:  resource over a text; used once (read_tokens of token.h).
// Errors: none.
// Source: ADR-0042.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/program/token.h"

namespace guards::commands::program {

class Lexer {
 public:
  Lexer(const Syntax& syntax, std::string_view text, bool inside)
      : syntax_(syntax), text_(text), inside_(inside) {}

  Stream read();

 private:
  struct Pending {
    std::size_t token;
    std::string word;
    bool indented;
  };

  // lexer.cpp
  void read_one();
  bool skip_blank();
  bool skip_comment();
  bool skip_line_comment();
  bool skip_page();
  void read_name();
  void read_number();
  void read_sign();
  bool value_may_stand() const;
  void match_brackets();
  void add(Token::Kind kind, std::string text, std::size_t begin);
  std::string_view rest() const { return text_.substr(at_); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  // quotes.cpp
  bool read_quoted();
  bool read_variable();
  std::size_t name_end(std::size_t at) const;
  bool read_prefixed(std::string_view name, std::size_t begin);
  bool opens_quote(std::size_t word_end) const;
  void skip_second_body(char open);
  bool read_quote_word(std::string_view name, std::size_t begin);
  bool read_percent_words();
  bool read_match();
  bool read_glob();
  bool read_long_text();
  std::string body(char open);
  void skip_php_page();

  // here_texts.cpp
  bool read_here_opener();
  bool is_shift() const;
  void read_here_bodies();

  const Syntax& syntax_;
  std::string_view text_;
  const bool inside_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  bool first_ = true;
  Stream out_;
  std::vector<Pending> pending_;
};

bool is_name_sign(char c);
bool is_digit(char c);
// Is it one of these signs?
bool holds(std::string_view signs, char c);

}  // namespace guards::commands::program
