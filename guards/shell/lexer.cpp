#include "guards/shell/lexer.h"

#include <algorithm>
#include <limits>

namespace guards::shell {

Token Lexer::take() {
  has_token_ = false;
  last_end_ = token_.span.end;
  return token_;
}

void Lexer::read(Place place) {
  scan_.skip_blanks();
  const std::uint32_t begin = scan_.pos();
  token_ = Token{};
  has_token_ = true;
  if (scan_.at_end()) {
    token_.span = scan_.span(begin, begin);
    return;
  }
  const char byte = scan_.raw();
  const CharSet kind = class_of(byte);
  const bool is_process = kind == kAngleChar && scan_.raw(1) == '(';
  if (kind == kNewlineChar) {
    scan_.advance();
    token_.kind = TokenKind::newline;
    token_.span = scan_.span(begin, scan_.pos());
    if (!scan_.pending.empty()) read_here_docs(scan_);
  } else if (place == Place::regex) {
    read_word_token(place);
  } else if (kind == kAngleChar && !is_process) {
    read_redirect(begin);
  } else if ((kind & (kListChar | kPipeChar | kParenChar)) != 0) {
    read_operator(byte);
    if (token_.kind != TokenKind::redirect) token_.span = scan_.span(begin, scan_.pos());
  } else if ((!is_digit(byte) && byte != '{') || place == Place::test || place == Place::target ||
             !read_descriptor(begin)) {
    read_word_token(place);
  }
}

void Lexer::read_word_token(Place place) {
  const std::uint32_t begin = scan_.pos();
  token_.kind = TokenKind::word;
  token_.word = read_word(scan_, place);
  token_.span = token_.word->span;
  token_.text = scan_.without_joins(scan_.slice(begin, scan_.pos()));
  if (place == Place::command || place == Place::item) {
    token_.reserved = reserved(token_.text);
  }
}

void Lexer::read_operator(char byte) {
  const std::uint32_t begin = scan_.pos();
  scan_.advance();
  switch (byte) {
    case ';':
      token_.kind = TokenKind::semicolon;
      if (scan_.accept(';')) {
        token_.kind = scan_.accept('&') ? TokenKind::case_test_next : TokenKind::case_leave;
      } else if (scan_.accept('&')) {
        token_.kind = TokenKind::case_fall_through;
      }
      return;
    case '&':
      if (scan_.peek() == '>') return read_redirect(begin);
      token_.kind = scan_.accept('&') ? TokenKind::and_and : TokenKind::ampersand;
      return;
    case '|':
      token_.kind = scan_.accept('|')   ? TokenKind::or_or
                    : scan_.accept('&') ? TokenKind::pipe_both
                                        : TokenKind::pipe;
      return;
    default:
      token_.kind = byte == '(' ? TokenKind::open_paren : TokenKind::close_paren;
  }
}

void Lexer::read_redirect(std::uint32_t begin) {
  const bool both = scan_.byte(begin) == '&';
  token_.kind = TokenKind::redirect;
  token_.redirect = redirect_sign();
  if (both) {
    token_.redirect =
        token_.redirect == RedirectOp::append ? RedirectOp::both_append : RedirectOp::both;
  }
  token_.span = scan_.span(begin, scan_.pos());
}

RedirectOp Lexer::redirect_sign() {
  if (scan_.accept('<')) {
    if (scan_.accept('<')) {
      if (scan_.accept('<')) return RedirectOp::here_string;
      return scan_.accept('-') ? RedirectOp::here_doc_tabs : RedirectOp::here_doc;
    }
    if (scan_.accept('&')) return RedirectOp::dup_input;
    return scan_.accept('>') ? RedirectOp::read_write : RedirectOp::read;
  }
  scan_.accept('>');
  if (scan_.accept('>')) return RedirectOp::append;
  if (scan_.accept('&')) return RedirectOp::dup_output;
  return scan_.accept('|') ? RedirectOp::clobber : RedirectOp::write;
}

// 2>file and {name}>file: the descriptor must touch the sign.
bool Lexer::read_descriptor(std::uint32_t begin) {
  std::uint32_t size = 0;
  const bool named = scan_.raw() == '{';
  std::int64_t number = 0;
  if (named) {
    if (!is_name_start(scan_.raw(1))) return false;
    for (size = 1; is_name_char(scan_.raw(size)); ++size) {
    }
    if (scan_.raw(size++) != '}') return false;
  } else {
    for (; is_digit(scan_.raw(size)); ++size) {
      number = std::min<std::int64_t>(number * 10 + (scan_.raw(size) - '0'),
                                      std::numeric_limits<std::int32_t>::max());
    }
  }
  const char sign = scan_.raw(size);
  if ((sign != '<' && sign != '>') || scan_.raw(size + 1) == '(') return false;
  scan_.go_to(begin + size);
  read_redirect(begin);
  if (named) {
    token_.fd_variable = scan_.slice(begin + 1, begin + size - 1);
  } else {
    token_.fd = static_cast<std::int32_t>(number);
  }
  return true;
}

}  // namespace guards::shell
