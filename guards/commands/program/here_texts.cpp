// Texts that start on the line behind their opener: <<EOF. Sources: as syntax.h.
#include <algorithm>
#include <utility>

#include "guards/commands/program/lexer.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

std::string without_indent(std::string_view text) {
  std::string out;
  std::size_t least = std::string::npos;
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find('\n', at), text.size()) + 1) {
    const auto word = text.find_first_not_of(" \t", at);
    if (word != std::string_view::npos && text[word] != '\n') least = std::min(least, word - at);
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    out += line.substr(std::min(least, line.size()));
    out += '\n';
    at = end + 1;
  }
  return out;
}

std::string name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_name_sign(text[end])) ++end;
  return std::string(text.substr(at, end - at));
}

}  // namespace

// A number or a name shifted left by the word behind "<<".
bool Lexer::is_shift() const {
  return !value_may_stand() && peek(2) != '<' && !out_.tokens.empty() &&
         out_.tokens.back().kind != Kind::name;
}

// <<EOF <<~EOF <<-'EOF' <<<EOF: the text starts on the next line.
bool Lexer::read_here_opener() {
  if (!syntax_.here_texts || !rest().starts_with("<<")) return false;
  std::size_t at = at_ + 2;
  if (syntax_.language == Language::php && peek(2) != '<') return false;
  if (syntax_.language == Language::php) ++at;
  const bool indented = at < text_.size() && holds("~-", text_[at]);
  if (indented) ++at;
  const char quote = at < text_.size() && holds("'\"", text_[at]) ? text_[at++] : '\0';
  const std::string word = name_at(text_, at);
  at += word.size();
  const bool shifts = quote == '\0' && !indented && is_shift();
  if (word.empty() || is_digit(word[0]) || shifts) return false;
  const std::size_t begin = at_;
  at_ = at + (quote != '\0' && at < text_.size() ? 1 : 0);
  add(quote == '\'' ? Kind::text : Kind::mixed, {}, begin);
  pending_.push_back({out_.tokens.size() - 1, word, indented});
  return true;
}

void Lexer::read_here_bodies() {
  for (const Pending& one : std::exchange(pending_, {})) {
    std::string value;
    while (at_ < text_.size()) {
      const auto end = std::min(text_.find('\n', at_), text_.size());
      const std::string_view line = text_.substr(at_, end - at_);
      at_ = std::min(end + 1, text_.size());
      const auto word = std::min(line.find_first_not_of(" \t"), line.size());
      const auto bare = line.substr(word);
      const bool php = syntax_.language == Language::php;
      if (bare == one.word || (php && bare.starts_with(one.word))) {
        if (php) at_ = end - (bare.size() - one.word.size());
        break;
      }
      value += line;
      value += '\n';
    }
    out_.tokens[one.token].text = one.indented ? without_indent(value) : value;
  }
  line_ = at_;
}

}  // namespace guards::commands::program
