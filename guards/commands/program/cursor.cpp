#include "guards/commands/program/cursor.h"

#include <algorithm>

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxLooked = 64;

const Token& end_token() {
  static const Token kEnd{};
  return kEnd;
}

}  // namespace

const Token& Cursor::peek(std::size_t ahead) const {
  const std::size_t at = here_.at + ahead;
  return here_.stream == nullptr || at >= here_.end ? end_token() : here_.stream->tokens[at];
}

bool Cursor::is_sign(std::string_view text, std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == Kind::sign && token.text == text;
}

bool Cursor::is_name(std::string_view text, std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == Kind::name && token.text == text;
}

bool Cursor::spend() {
  if (budget_ == 0) {
    here_.at = here_.end;
    return false;
  }
  --budget_;
  return true;
}

std::size_t Cursor::closing_bracket() const {
  return std::min(here_.stream->tokens[here_.at].match, here_.end);
}

std::vector<std::string> Cursor::names_in(std::size_t begin, std::size_t end) const {
  std::vector<std::string> names;
  for (std::size_t at = begin; at < std::min(end, begin + kMaxLooked); ++at) {
    const Token& token = here_.stream->tokens[at];
    if (token.kind == Kind::name || token.kind == Kind::variable) names.push_back(token.text);
  }
  return names;
}

void Cursor::charge_scan(std::size_t words) {
  budget_ -= std::min(budget_, words / 8 + 1);
}

void Cursor::skip_one() {
  here_.at = std::min(std::max(here_.at, peek().match) + 1, here_.end);
}

}  // namespace guards::commands::program
