// Texts with values inside.
#include <algorithm>

#include "guards/commands/meaning.h"
#include "guards/commands/program/lexer.h"
#include "guards/commands/program/reader.h"

namespace guards::commands::program {

namespace {

// Behind the bracket that closes the one at text[at].
std::size_t balanced(std::string_view text, std::size_t at) {
  const char open = text[at];
  const char close = open == '{' ? '}' : open == '[' ? ']' : ')';
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == open) ++depth;
    if (text[at] == close && --depth == 0) return at + 1;
  }
  return text.size();
}

// {x!r:>10}: with a format the text is another.
std::string_view without_format(std::string_view text, bool& is_formatted) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '[' || text[i] == '{') ++depth;
    if (text[i] == ')' || text[i] == ']' || text[i] == '}') --depth;
    const bool ends = text[i] == ':' || (text[i] == '!' && text.substr(i, 2) != "!=");
    if (depth == 0 && ends) {
      is_formatted = true;
      return text.substr(0, i);
    }
  }
  return text;
}

// Behind the indices of a variable: [0]->{k}; PHP has no braces there.
std::size_t behind_indices(std::string_view text, std::size_t at, Language language) {
  while (at < text.size()) {
    const std::size_t arrow = text.substr(at).starts_with("->") ? 2 : 0;
    const char c = at + arrow < text.size() ? text[at + arrow] : '\0';
    if (c != '[' && (c != '{' || language == Language::php)) break;
    at = balanced(text, at + arrow);
  }
  return at;
}

// How long the variable at text[at] is, in Perl's and PHP's texts; 0 when there is none.
std::size_t variable_length(std::string_view text, std::size_t at, Language language) {
  const auto rest = text.substr(at);
  const bool starts = rest[0] == '$' || (rest[0] == '@' && language == Language::perl);
  if (rest.size() < 2 || !starts) return 0;
  if (rest[1] == '{') return balanced(text, at + 1) - at;
  std::size_t end = at + 1;
  while (end < text.size() && (is_name_sign(text[end]) || text.substr(end, 2) == "::")) {
    end += text[end] == ':' ? 2 : 1;
  }
  return end == at + 1 ? 0 : behind_indices(text, end, language) - at;
}

// How long the value that may begin at text[at] is; 0 when none does.
std::size_t value_length(const Syntax& syntax, std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  const bool braces = rest.starts_with(syntax.opener) && syntax.opener.ends_with('{');
  if (braces) return balanced(text, at + syntax.opener.size() - 1) - at;
  if (syntax.language == Language::php && rest.starts_with("{$")) return balanced(text, at) - at;
  const bool bare = syntax.language == Language::perl || syntax.language == Language::php;
  return bare ? variable_length(text, at, syntax.language) : 0;
}

// 2 where a backslash or a doubled brace of Python stands.
std::size_t escape_length(const Syntax& syntax, std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  if (text[at] == '\\') return 2;
  const bool doubled = syntax.language == Language::python && text[at] == text[at + 1];
  return doubled && (text[at] == '{' || text[at] == '}') ? 2 : 0;
}

}  // namespace

Value Reader::mixed(const std::string& text) {
  Value out = Value::text("");
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) out = concatenated(out, Value::text(unescaped(literal)));
    literal.clear();
  };
  for (std::size_t i = 0; i < text.size() && spend();) {
    const std::size_t escape = escape_length(*syntax_, text, i);
    const std::size_t length = escape > 0 ? 0 : value_length(*syntax_, text, i);
    if (length == 0) {
      literal.append(text, i, text[i] == '\\' ? 2 : 1);
      i += std::max<std::size_t>(escape, 1);
      continue;
    }
    flush();
    out = concatenated(out, embedded(std::string_view(text).substr(i, length)));
    i += length;
  }
  flush();
  return out;
}

// "${x}", "{$x}", "{x:>10}"
Value Reader::embedded(std::string_view text) {
  bool is_formatted = false;
  if (text.starts_with(syntax_->opener) && syntax_->opener.ends_with('{')) {
    text = text.substr(syntax_->opener.size());
    text.remove_suffix(text.ends_with('}') ? 1 : 0);
    if (syntax_->language == Language::python) text = without_format(text, is_formatted);
  } else if (text.starts_with("{$")) {
    text = text.substr(1, text.size() - 2);
  }
  streams_.push_back(read_tokens(*syntax_, text, true));
  const Stream& stream = streams_.back();
  const Place place = std::exchange(here_, Place{&stream, 0, stream.tokens.size() - 1});
  Value known = expression();
  here_ = place;
  return is_formatted && !known.is(Value::Kind::text) ? Value{} : known;
}

}  // namespace guards::commands::program
