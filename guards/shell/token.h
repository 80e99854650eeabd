// token.h - one step of the grammar: an operator, a redirection sign or a word.
// Shape:  plain value; the word is a node of the tree being built.
// Units:  spans in the text being read.
// Errors: none.
// Source: bash 5.2 manual, chapter 2 (metacharacter, control operator, reserved word).
#pragma once

#include <cstdint>
#include <string_view>

#include "guards/shell/ast.h"

namespace guards::shell {

enum class TokenKind : std::uint8_t {
  end,
  newline,
  word,
  redirect,
  semicolon,          // ;
  ampersand,          // &
  and_and,            // &&
  or_or,              // ||
  pipe,               // |
  pipe_both,          // |&
  open_paren,         // (
  close_paren,        // )
  case_leave,         // ;;
  case_fall_through,  // ;&
  case_test_next,     // ;;&
};

// Words that mean grammar where a command may start.
enum class Reserved : std::uint8_t {
  none,
  bang,
  open_brace,
  close_brace,
  open_test,
  if_word,
  then_word,
  elif_word,
  else_word,
  fi_word,
  for_word,
  select_word,
  in_word,
  while_word,
  until_word,
  do_word,
  done_word,
  case_word,
  esac_word,
  function_word,
  coproc_word,
  time_word,
};

struct Token {
  TokenKind kind = TokenKind::end;
  Span span;
  Word* word = nullptr;                // word
  std::string_view text;               // word: as written, lines joined
  Reserved reserved = Reserved::none;  // word where a command may start
  RedirectOp redirect = RedirectOp::read;
  std::int32_t fd = -1;          // redirect
  std::string_view fd_variable;  // redirect
};

// The reserved word spelled so, or none.
Reserved reserved(std::string_view text);
// Is it a command behind which bash's grammar takes name=(...) as an argument?
bool is_declaration(std::string_view text);
// How a token of this kind is spelled, for messages.
std::string_view text_of(TokenKind kind);

}  // namespace guards::shell
