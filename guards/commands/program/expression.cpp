// Expressions: what stands between the operators.
#include <algorithm>

#include "guards/commands/meaning.h"
#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

// Operators whose value nobody needs.
constexpr std::string_view kPlainSigns =
    " == != < > <= >= === !== * - ** & ^ && =~ !~ >> << <=> ... .. / % = + . ";
constexpr std::string_view kPlainWords = " in is not instanceof eq ne lt gt le ge cmp and xor x ";

}  // namespace

Value Reader::expression() {
  if (nesting_ >= kMaxNesting || !spend()) {
    skip_one();
    return {};
  }
  ++nesting_;
  Value value;
  if (const Assignment to = assignment(); !to.targets.empty()) {
    value = assigned(to);
  } else {
    value = operand();
    bool more = true;
    while (more && here_.at < here_.end && spend()) value = binary(std::move(value), more);
  }
  --nesting_;
  return value;
}

Value Reader::assigned(const Assignment& to) {
  here_.at += to.length;
  const bool conditional = conditional_;
  Value value = expression();
  if (is_sign(",") && to.targets.size() > 1) {
    std::vector<Value> items{std::move(value)};
    while (is_sign(",") && items.size() < to.targets.size() && spend()) {
      ++here_.at;
      items.push_back(expression());
    }
    value = Value::list(std::move(items));
  }
  conditional_ = conditional;
  if (to.adds) value = concatenated(value_of(to.targets[0].name), value);
  assign(to.targets, to.spread, value);
  return value;
}

// May a line that begins so go on with the one before?
Value Reader::binary(Value left, bool& more) {
  const Token& token = peek();
  if (!continues(token)) {
    more = false;
    return left;
  }
  if (token.kind == Kind::name) return binary_word(std::move(left), more);
  if (token.kind != Kind::sign) {
    more = false;
    return left;
  }
  return binary_sign(std::move(left), token.text, more);
}

Value Reader::binary_word(Value left, bool& more) {
  const std::string& word = peek().text;
  const bool ternary = word == "if" && syntax_->language == Language::python;
  if (ternary) {
    ++here_.at;
    expression();
    if (!is_name("else")) return left;
    ++here_.at;
    return either(left, expression());
  }
  // Where calls need no brackets `or` binds weaker than they do.
  if (word == "or" && !syntax_->bare_calls) return choice(left);
  if (!lists(kPlainWords, word) || is_sign("=", 1)) {
    more = false;
    return left;
  }
  ++here_.at;
  operand();
  return {};
}

// The left one when there is one, else the right one.
Value Reader::choice(const Value& left) {
  ++here_.at;
  const bool conditional = std::exchange(conditional_, true);
  const Value right = expression();
  conditional_ = conditional;
  const bool known = left.is(Value::Kind::text) && !left.only_text().empty();
  return known ? left : either(left, right);
}

// ? ONE : OTHER
Value Reader::alternative() {
  ++here_.at;
  const Value one = expression();
  if (!is_sign(":")) return {};
  ++here_.at;
  return either(one, expression());
}

Value Reader::binary_sign(Value left, const std::string& sign, bool& more) {
  const Language language = syntax_->language;
  if (lists("|| ??", sign) || (sign == "//" && language == Language::perl)) return choice(left);
  if (lists(syntax_->concatenates, sign)) {
    ++here_.at;
    return concatenated(left, operand());
  }
  if (sign == "?") return alternative();
  if (sign == "|" && left.is(Value::Kind::name)) {  // os.O_WRONLY | os.O_CREAT
    ++here_.at;
    const Value right = operand();
    if (right.is(Value::Kind::name)) left.texts[0] += "|" + right.texts[0];
    return left;
  }
  if (!lists(kPlainSigns, sign) && sign != "|") {
    more = false;
    return left;
  }
  ++here_.at;
  const Value right = operand();
  if (language != Language::python && language != Language::ruby) return {};
  if (sign == "/") return joined_paths(left, right);
  return sign == "%" ? formatted(left, right) : Value{};
}

}  // namespace guards::commands::program
