// Texts between quotes and matches of each language. Sources: as syntax.h.
#include <algorithm>
#include <utility>

#include "guards/commands/program/lexer.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxMatch = 2'000;  // an open one would be looked for again and again
constexpr std::size_t kMaxGlob = 256;

char closer_of(char open) {
  switch (open) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    default:
      return open;
  }
}

// In a plain text a backslash quotes itself and the quote; the others stay.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && holds("\\'\"", text[i + 1])) ++i;
    out += text[i];
  }
  return out;
}

// $! $/ $^I
std::string_view punctuation_name(std::string_view text) {
  return text.substr(0, text[0] == '^' ? 2 : 1);
}

}  // namespace

// From the quote at at_ to its match; brackets nest.
std::string Lexer::body(char open) {
  const char close = closer_of(open);
  const std::size_t begin = ++at_;
  int depth = 1;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\\') {
      ++at_;
    } else if (c == close && --depth == 0) {
      break;
    } else if (c == open && open != close) {
      ++depth;
    }
    ++at_;
  }
  const std::size_t end = std::min(at_, text_.size());
  at_ = std::min(end + 1, text_.size());
  return std::string(text_.substr(begin, end - begin));
}

bool Lexer::read_quoted() {
  const std::size_t begin = at_;
  const char c = peek();
  const bool three = syntax_.language == Language::python && (c == '\'' || c == '"') &&
                     peek(1) == c && peek(2) == c;
  if (three) {
    const auto end = std::min(text_.find(std::string(3, c), at_ + 3), text_.size());
    const auto value = text_.substr(at_ + 3, end - std::min(end, at_ + 3));
    at_ = std::min(end + 3, text_.size());
    add(Kind::text, unescaped(value), begin);
  } else if (holds(syntax_.mixed_quotes, c)) {
    const bool runs = c == '`' && syntax_.language != Language::node;
    add(runs ? Kind::command : Kind::mixed, body(c), begin);
  } else if (holds(syntax_.plain_quotes, c)) {
    const bool escapes = c == '"' || syntax_.mixed_quotes.empty() || syntax_.mixed_quotes == "`";
    const std::string value = body(c);
    add(Kind::text, escapes ? unescaped(value) : plain(value), begin);
  } else {
    return false;
  }
  return true;
}

// Python's r"" b"" f"": the letters before a quote.
bool Lexer::read_prefixed(std::string_view name, std::size_t begin) {
  if (syntax_.language != Language::python || name.size() > 2) return false;
  const char c = peek();
  if ((c != '\'' && c != '"') || name.find_first_not_of("rRbBfFuU") != std::string_view::npos) {
    return false;
  }
  const bool raw = name.find_first_of("rR") != std::string_view::npos;
  const bool formatted = name.find_first_of("fF") != std::string_view::npos;
  std::string value;
  if (peek(1) == c && peek(2) == c) {
    const auto end = std::min(text_.find(std::string(3, c), at_ + 3), text_.size());
    value = text_.substr(at_ + 3, end - std::min(end, at_ + 3));
    at_ = std::min(end + 3, text_.size());
  } else {
    value = body(c);
  }
  if (!raw && !formatted) value = unescaped(value);
  add(formatted ? Kind::mixed : Kind::text, std::move(value), begin);
  return true;
}

// Does a quoted text start behind one of Perl's quoting words, which ended at `word_end`?
bool Lexer::opens_quote(std::size_t word_end) const {
  const char open = peek();
  const bool adjoins = word_end == at_;
  if (open == '\0' || is_name_sign(open) || holds("=,;)\n\t ", open)) return false;
  if ((open == '#' && !adjoins) || (open == '}' && adjoins)) return false;
  const bool is_key = !out_.tokens.empty() && out_.tokens.back().text == "->";
  return !is_key && !rest().starts_with("=>");
}

// s{a}{b}, s/a/b/: what stands behind the first part.
void Lexer::skip_second_body(char open) {
  if (closer_of(open) == open) {
    --at_;
    body(open);
    return;
  }
  while (peek() == ' ' || peek() == '\n') ++at_;
  body(peek());
}

// q() qq{} qw[] qx// qr// m// s/// tr/// y///
bool Lexer::read_quote_word(std::string_view name, std::size_t begin) {
  if (syntax_.language != Language::perl || !lists("q qq qw qx qr m s tr y", name)) return false;
  const std::size_t word_end = at_;
  while (peek() == ' ') ++at_;
  if (!opens_quote(word_end)) {
    at_ = word_end;
    return false;
  }
  const char open = peek();
  std::string value = body(open);
  if (lists("s tr y", name)) skip_second_body(open);
  if (lists("s tr y m qr", name)) {
    while (is_name_sign(peek())) ++at_;
    add(Kind::number, "0", begin);
  } else if (name == "qw" || name == "qx") {
    add(name == "qw" ? Kind::words : Kind::command, std::move(value), begin);
  } else if (name == "q" || open == '\'') {
    add(Kind::text, plain(value), begin);
  } else {
    add(Kind::mixed, std::move(value), begin);
  }
  return true;
}

// Behind a name with the packages before it.
std::size_t Lexer::name_end(std::size_t at) const {
  while (at < text_.size() && (is_name_sign(text_[at]) || text_.substr(at, 2) == "::")) {
    at += text_[at] == ':' ? 2 : 1;
  }
  return at;
}

// $name @name %name ${name} $0
bool Lexer::read_variable() {
  const char sigil = peek();
  if (!holds(syntax_.sigils, sigil)) return false;
  const bool perl = syntax_.language == Language::perl;
  if (sigil == '%' && !value_may_stand()) return false;
  const std::size_t begin = at_;
  std::size_t at = at_ + 1;
  if (perl && sigil == '$' && peek(1) == '#') ++at;  // $#list
  at = std::min(text_.find_first_not_of("$@", at), text_.size());
  const std::size_t brace = perl && text_.substr(at).starts_with('{') ? 1 : 0;
  const std::size_t from = at + brace;
  at = name_end(from);
  std::string name(text_.substr(from, at - from));
  if (brace > 0 && (name.empty() || !text_.substr(at).starts_with('}'))) return false;
  if (name.empty() && perl && sigil == '$' && from < text_.size()) {
    name = punctuation_name(text_.substr(from));
    at = from + name.size();
  }
  if (name.empty()) return false;
  at_ = at + brace;
  if (name == "_" && sigil == '@') name = "@_";
  add(Kind::variable, std::move(name), begin);
  return true;
}

// Ruby's %w[] %i[] %q() %Q() %x() %()
bool Lexer::read_percent_words() {
  if (syntax_.language != Language::ruby || peek() != '%' || !value_may_stand()) {
    const bool argument = syntax_.language == Language::ruby && peek() == '%' &&
                          holds("wWiIqQx", peek(1)) && holds("([{<|!", peek(2));
    if (!argument) return false;
  }
  const std::size_t begin = at_;
  const bool lettered = holds("wWiIqQx", peek(1));
  const char open = peek(lettered ? 2 : 1);
  if (!holds("([{<|!/", open)) return false;
  const char letter = lettered ? peek(1) : 'Q';
  at_ += lettered ? 2 : 1;
  std::string value = body(open);
  const Kind kind = holds("wWiI", letter) ? Kind::words
                    : letter == 'x'       ? Kind::command
                    : letter == 'q'       ? Kind::text
                                          : Kind::mixed;
  add(kind, std::move(value), begin);
  return true;
}

// /re/flags is a value nobody needs.
bool Lexer::read_match() {
  if (!syntax_.matches || peek() != '/' || !value_may_stand()) return false;
  const std::size_t begin = at_;
  const auto line = std::min(text_.find('\n', at_), at_ + kMaxMatch);
  bool in_set = false;
  for (std::size_t at = at_ + 1; at < std::min(line, text_.size()); ++at) {
    const char c = text_[at];
    if (c == '\\') {
      ++at;
    } else if (c == '[' || c == ']') {
      in_set = c == '[';
    } else if (c == '/' && !in_set) {
      at_ = at + 1;
      while (is_name_sign(peek())) ++at_;
      add(Kind::number, "0", begin);
      return true;
    }
  }
  return false;
}

// Perl's <FH>, <$fh>, <*.txt>
bool Lexer::read_glob() {
  if (syntax_.language != Language::perl || peek() != '<' || !value_may_stand()) return false;
  const auto inside = text_.substr(at_, kMaxGlob).find_first_of(" >\n", 1);
  const auto end = at_ + inside;
  if (inside == std::string_view::npos || text_[end] != '>' || peek(1) == '<') return false;
  const std::string value(text_.substr(at_ + 1, end - at_ - 1));
  const std::size_t begin = at_;
  at_ = end + 1;
  add(!value.empty() && value.find_first_of("*?.") == std::string::npos ? Kind::number : Kind::glob,
      value, begin);
  return true;
}

// Lua's [[text]]
bool Lexer::read_long_text() {
  if (syntax_.language != Language::lua || !rest().starts_with("[[")) return false;
  const std::size_t begin = at_;
  const auto end = std::min(text_.find("]]", at_), text_.size());
  const auto value = text_.substr(at_ + 2, end - std::min(end, at_ + 2));
  at_ = std::min(end + 2, text_.size());
  add(Kind::text, std::string(value), begin);
  return true;
}

// A file is a page with code between tags; the code of -r has none.
void Lexer::skip_php_page() {
  const auto open = text_.find("<?");
  if (open == std::string_view::npos) return;
  at_ = open + 2;
  if (rest().starts_with("php")) at_ += 3;
  if (peek() == '=') ++at_;
}

}  // namespace guards::commands::program
