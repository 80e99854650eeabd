#include "guards/commands/program/lexer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "guards/commands/meaning.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxTokens = 60'000;

// Longest first.
constexpr std::array<std::string_view, 38> kSigns = {
    "**=", "===", "!==", "...", "<=>", "||=", "&&=", "?\?=", "//=", ">>=", "<<=", "=>", "->",
    "==",  "!=",  "<=",  ">=",  "+=",  "-=",  "*=",  "/=",   ".=",  "%=",  "|=",  "||", "&&",
    "??",  "?.",  ":=",  "=~",  "!~",  "..",  "**",  "//",   "<<",  "<-",  "::",  "++"};

// Words behind which a value stands, so that `/` opens a match.
constexpr std::string_view kBeforeValues =
    "return if unless and or not split grep map join while until when case typeof in of x elsif "
    "print push puts yield await void delete my our local keys values each exists scalar";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

}  // namespace

bool is_name_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool holds(std::string_view signs, char c) {
  return c != '\0' && signs.find(c) != std::string_view::npos;
}

Stream Lexer::read() {
  if (!inside_ && syntax_.language == Language::php) skip_php_page();
  if (rest().starts_with("#!")) at_ = std::min(text_.find('\n', at_), text_.size());
  while (at_ < text_.size() && out_.tokens.size() < kMaxTokens) read_one();
  out_.cut = at_ < text_.size();
  add(Kind::end, {}, text_.size());
  match_brackets();
  return std::move(out_);
}

void Lexer::read_one() {
  if (skip_blank() || skip_comment()) return;
  const char c = peek();
  if (c == kHole) {
    out_.hidden = true;
    add(Kind::text, kUnknown, at_++);
  } else if (read_quoted() || read_variable() || read_percent_words() || read_glob() ||
             read_here_opener() || read_long_text() || read_match()) {
    return;
  } else if (is_digit(c)) {
    read_number();
  } else if (is_name_sign(c)) {
    read_name();
  } else {
    read_sign();
  }
}

bool Lexer::skip_blank() {
  const char c = peek();
  if (c == '\n') {
    line_ = ++at_;
    first_ = true;
    read_here_bodies();
    return true;
  }
  if (c == '\\' && (peek(1) == '\n' || rest().starts_with("\\\r\n"))) {
    at_ += peek(1) == '\n' ? 2 : 3;
    return true;
  }
  if (!is_blank(c)) return false;
  ++at_;
  return true;
}

bool Lexer::skip_line_comment() {
  auto openers = syntax_.comments;
  for (auto one = take_word(openers); !one.empty(); one = take_word(openers)) {
    if (!rest().starts_with(one)) continue;
    if (one == "--" && rest().substr(2).starts_with("[[")) {
      const auto end = text_.find("]]", at_);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else {
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
    return true;
  }
  return false;
}

// Pages of documentation between the lines of a Perl or Ruby program.
bool Lexer::skip_page() {
  const bool perl = syntax_.language == Language::perl;
  const bool page = (perl && peek() == '=' && is_name_sign(peek(1))) ||
                    (syntax_.language == Language::ruby && rest().starts_with("=begin"));
  if (!page || at_ != line_) return false;
  const auto end = text_.find(perl ? "\n=cut" : "\n=end", at_);
  at_ = end == std::string_view::npos ? text_.size() : text_.find('\n', end + 1);
  at_ = std::min(at_, text_.size());
  return true;
}

bool Lexer::skip_comment() {
  if (skip_line_comment()) return true;
  auto pair = syntax_.block_comment;
  const auto open = take_word(pair);
  if (open.empty() || !rest().starts_with(open)) return skip_page();
  const auto end = text_.find(take_word(pair), at_ + open.size());
  at_ = end == std::string_view::npos ? text_.size() : end + open.size();
  return true;
}

void Lexer::read_name() {
  const std::size_t begin = at_;
  const bool paths = syntax_.language == Language::perl || syntax_.language == Language::ruby;
  while (at_ < text_.size()) {
    if (is_name_sign(text_[at_])) {
      ++at_;
    } else if (paths && rest().starts_with("::") && is_name_sign(peek(2))) {
      at_ += 2;
    } else {
      break;
    }
  }
  if (syntax_.language == Language::ruby && (peek() == '?' || peek() == '!') && peek(1) != '=') {
    ++at_;
  }
  const std::string_view name = text_.substr(begin, at_ - begin);
  if (read_prefixed(name, begin) || read_quote_word(name, begin)) return;
  if (name == "__END__" || (name == "__DATA__" && syntax_.bare_calls)) {
    at_ = text_.size();
    return;
  }
  add(Kind::name, std::string(name), begin);
}

void Lexer::read_number() {
  const std::size_t begin = at_;
  while (is_name_sign(peek()) || (peek() == '.' && is_digit(peek(1)))) ++at_;
  add(Kind::number, std::string(text_.substr(begin, at_ - begin)), begin);
}

void Lexer::read_sign() {
  const std::size_t begin = at_;
  for (const auto sign : kSigns) {
    if (!rest().starts_with(sign)) continue;
    at_ += sign.size();
    return add(Kind::sign, std::string(sign), begin);
  }
  ++at_;
  add(Kind::sign, std::string(text_.substr(begin, 1)), begin);
}

// Or an operator?
bool Lexer::value_may_stand() const {
  if (out_.tokens.empty()) return true;
  const Token& last = out_.tokens.back();
  if (last.kind == Kind::sign) return last.text != ")" && last.text != "]" && last.text != "}";
  return last.kind == Kind::name && lists(kBeforeValues, last.text);
}

void Lexer::match_brackets() {
  std::vector<std::size_t> open;
  auto& tokens = out_.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    token.match = i;
    if (token.kind != Kind::sign || token.text.size() != 1) continue;
    const char c = token.text[0];
    if (c == '(' || c == '[' || c == '{') open.push_back(i);
    if ((c != ')' && c != ']' && c != '}') || open.empty()) continue;
    token.match = open.back();
    tokens[open.back()].match = i;
    open.pop_back();
  }
  for (const std::size_t left : open) tokens[left].match = tokens.size() - 1;
}

void Lexer::add(Kind kind, std::string text, std::size_t begin) {
  Token token{.kind = kind, .text = std::move(text)};
  token.column = begin >= line_ ? begin - line_ : 0;
  token.first = std::exchange(first_, false);
  token.glued = begin > 0 && begin <= text_.size() && !is_blank(text_[begin - 1]) && !token.first;
  out_.tokens.push_back(std::move(token));
}

Stream read_tokens(const Syntax& syntax, std::string_view text, bool inside) {
  return Lexer(syntax, text, inside).read();
}

}  // namespace guards::commands::program
