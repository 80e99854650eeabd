#include "guards/shell/lexer.h"

#include <algorithm>
#include <limits>

namespace guards::shell {
namespace {

TokenKind behind_semicolon(Scan& scan) {
  if (scan.accept(';')) {
    return scan.accept('&') ? TokenKind::case_test_next : TokenKind::case_leave;
  }
  return scan.accept('&') ? TokenKind::case_fall_through : TokenKind::semicolon;
}

TokenKind behind_pipe(Scan& scan) {
  if (scan.accept('|')) return TokenKind::or_or;
  return scan.accept('&') ? TokenKind::pipe_both : TokenKind::pipe;
}

// The operator whose first byte has been taken.
TokenKind operator_kind(Scan& scan, char first) {
  switch (first) {
    case ';':
      return behind_semicolon(scan);
    case '&':
      return scan.accept('&') ? TokenKind::and_and : TokenKind::ampersand;
    case '|':
      return behind_pipe(scan);
    default:
      return first == '(' ? TokenKind::open_paren : TokenKind::close_paren;
  }
}

// The redirection whose `<` has been taken.
RedirectOp input_sign(Scan& scan) {
  if (scan.accept('<')) {
    if (scan.accept('<')) return RedirectOp::here_string;
    return scan.accept('-') ? RedirectOp::here_doc_tabs : RedirectOp::here_doc;
  }
  if (scan.accept('&')) return RedirectOp::dup_input;
  return scan.accept('>') ? RedirectOp::read_write : RedirectOp::read;
}

// The redirection that starts with the `>` ahead.
RedirectOp output_sign(Scan& scan) {
  scan.accept('>');
  if (scan.accept('>')) return RedirectOp::append;
  if (scan.accept('&')) return RedirectOp::dup_output;
  return scan.accept('|') ? RedirectOp::clobber : RedirectOp::write;
}

}  // namespace

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
  if (class_of(scan_.raw()) == kNewlineChar) {
    scan_.advance();
    token_.kind = TokenKind::newline;
    token_.span = scan_.span(begin, scan_.pos());
    if (!scan_.pending.empty()) read_here_docs(scan_);
  } else if (place == Place::regex || !read_sign(place, begin)) {
    read_word_token(place);
  }
}

// An operator or a redirection; false when a word stands here.
bool Lexer::read_sign(Place place, std::uint32_t begin) {
  const char byte = scan_.raw();
  const CharSet kind = class_of(byte);
  if (kind == kAngleChar) {
    const bool is_process = scan_.raw(1) == '(';
    if (!is_process) read_redirect(begin);
    return !is_process;
  }
  if ((kind & (kListChar | kPipeChar | kParenChar)) != 0) {
    read_operator(byte, begin);
    return true;
  }
  if (!is_digit(byte) && byte != '{') return false;
  return place != Place::test && place != Place::target && read_descriptor(begin);
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

void Lexer::read_operator(char byte, std::uint32_t begin) {
  scan_.advance();
  if (byte == '&' && scan_.peek() == '>') return read_redirect(begin);
  token_.kind = operator_kind(scan_, byte);
  token_.span = scan_.span(begin, scan_.pos());
}

void Lexer::read_redirect(std::uint32_t begin) {
  const bool both = scan_.byte(begin) == '&';
  token_.kind = TokenKind::redirect;
  token_.redirect = scan_.accept('<') ? input_sign(scan_) : output_sign(scan_);
  if (both) {
    token_.redirect =
        token_.redirect == RedirectOp::append ? RedirectOp::both_append : RedirectOp::both;
  }
  token_.span = scan_.span(begin, scan_.pos());
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
