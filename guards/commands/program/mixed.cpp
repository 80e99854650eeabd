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

}  // namespace

// How long the value that may begin at text[at] is; 0 when none does.
std::size_t Reader::value_length(std::string_view text, std::size_t at) const {
  const Language language = syntax_->language;
  const auto rest = text.substr(at);
  const bool braces = rest.starts_with(syntax_->opener) && syntax_->opener.ends_with('{');
  if (braces) return balanced(text, at + syntax_->opener.size() - 1) - at;
  if (language != Language::perl && language != Language::php) return 0;
  if (language == Language::php && rest.starts_with("{$")) return balanced(text, at) - at;
  if (rest.size() < 2 || (rest[0] != '$' && (rest[0] != '@' || language == Language::php)))
    return 0;
  if (rest[1] == '{') return balanced(text, at + 1) - at;
  std::size_t end = at + 1;
  while (end < text.size() && (is_name_sign(text[end]) || text.substr(end, 2) == "::")) {
    end += text[end] == ':' ? 2 : 1;
  }
  if (end == at + 1) return 0;
  while (end < text.size()) {
    const std::size_t arrow = text.substr(end).starts_with("->") ? 2 : 0;
    const char c = end + arrow < text.size() ? text[end + arrow] : '\0';
    if (c != '[' && (c != '{' || language == Language::php)) break;
    end = balanced(text, end + arrow);
  }
  return end - at;
}

Value Reader::mixed(const std::string& text) {
  Value out = Value::text("");
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) out = concatenated(out, Value::text(unescaped(literal)));
    literal.clear();
  };
  const bool python = syntax_->language == Language::python;
  for (std::size_t i = 0; i < text.size() && spend();) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      literal += text.substr(i, 2);
      i += 2;
      continue;
    }
    const bool doubled = python && i + 1 < text.size() && text[i] == text[i + 1];
    if (doubled && (text[i] == '{' || text[i] == '}')) {
      literal += text[i];
      i += 2;
      continue;
    }
    const std::size_t length = value_length(text, i);
    if (length == 0) {
      literal += text[i++];
      continue;
    }
    flush();
    std::string_view value = std::string_view(text).substr(i, length);
    i += length;
    bool is_formatted = false;
    if (value.starts_with(syntax_->opener) && syntax_->opener.ends_with('{')) {
      value = value.substr(syntax_->opener.size());
      value.remove_suffix(value.ends_with('}') ? 1 : 0);
      if (python) value = without_format(value, is_formatted);
    } else if (value.starts_with("{$")) {
      value = value.substr(1, value.size() - 2);
    }
    const Value known = inner(value);
    out = concatenated(out, is_formatted && !known.is(Value::Kind::text) ? Value{} : known);
  }
  flush();
  return out;
}

Value Reader::inner(std::string_view text) {
  streams_.push_back(read_tokens(*syntax_, text, true));
  const Stream& stream = streams_.back();
  const Place place = std::exchange(here_, Place{&stream, 0, stream.tokens.size() - 1});
  const Value value = expression();
  here_ = place;
  return value;
}

}  // namespace guards::commands::program
