#include "guards/commands/special/awk_tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "guards/commands/meaning.h"
#include "guards/commands/print.h"

namespace guards::commands {

namespace {

using Kind = AwkToken::Kind;

constexpr std::size_t kMaxTokens = 20'000;

bool is_name_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<AwkToken> read() {
    while (at_ < text_.size() && tokens_.size() < kMaxTokens) read_one();
    return std::move(tokens_);
  }

 private:
  void read_one() {
    const char c = text_[at_];
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\\' && text_.substr(at_ + 1).starts_with('\n')) {
      at_ += 2;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '"') {
      add(Kind::text, unescaped(quoted('"')));
    } else if (c == '/' && regex_may_stand()) {
      add(Kind::regex, quoted('/'));
    } else if (is_name_sign(c)) {
      read_name_or_number();
    } else if (c == kHole) {
      add(Kind::text, kUnknown);
      ++at_;
    } else {
      read_sign();
    }
  }

  // A number may hold a point.
  void read_name_or_number() {
    const std::size_t begin = at_;
    const bool is_number = is_digit(text_[begin]);
    const auto goes_on = [&](char c) { return is_name_sign(c) || (is_number && c == '.'); };
    while (at_ < text_.size() && goes_on(text_[at_])) ++at_;
    add(is_number ? Kind::number : Kind::name, std::string(text_.substr(begin, at_ - begin)));
  }

  void read_sign() {
    static constexpr std::array<std::string_view, 16> kLong = {
        ">>", "|&", "||", "&&", "==", "!=", ">=", "<=",
        "+=", "-=", "*=", "/=", "%=", "^=", "++", "--"};
    const auto rest = text_.substr(at_);
    const auto sign = std::ranges::find_if(kLong, [&](auto s) { return rest.starts_with(s); });
    add(Kind::sign, std::string(sign == kLong.end() ? rest.substr(0, 1) : *sign));
    at_ += tokens_.back().text.size();
  }

  // Body between the quote at `at_` and its match.
  std::string quoted(char quote) {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    const std::size_t end = std::min(at_, text_.size());
    at_ = end + 1;
    return std::string(text_.substr(begin, end - begin));
  }

  // After a value `/` divides.
  bool regex_may_stand() const {
    if (tokens_.empty()) return true;
    const AwkToken& last = tokens_.back();
    if (last.kind == Kind::sign) return last.text != ")" && last.text != "]" && last.text != "$";
    return false;
  }

  void add(Kind kind, std::string text) { tokens_.push_back({kind, std::move(text)}); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<AwkToken> tokens_;
};

}  // namespace

std::vector<AwkToken> awk_tokens(std::string_view text) {
  return Lexer(text).read();
}

}  // namespace guards::commands
