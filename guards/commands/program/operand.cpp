// Operands: literals, names and functions without one. What is hung behind them: postfix.cpp.
#include <algorithm>

#include "guards/commands/meaning.h"
#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::string_view kNoArguments =
    " if unless or and for foreach while until eq ne lt gt le ge cmp x in is do then end else "
    "rescue xor as ";
constexpr std::string_view kPrefixes = " \\ * ** & ... @ - + ! ~ ++ % ";

constexpr std::size_t kMaxParameters = 64;  // words of a lambda's head

}  // namespace

Value Reader::operand() {
  if (nesting_ >= kMaxNesting || !spend()) {
    skip_one();
    return {};
  }
  ++nesting_;
  Value value = plain_operand();
  --nesting_;
  return value;
}

Value Reader::plain_operand() {
  const Token& token = peek();
  switch (token.kind) {
    case Kind::text:
    case Kind::mixed:
      return text_operand();
    case Kind::command: {
      ++here_.at;
      run_shell(mixed(token.text), {}, "`");
      return {};
    }
    case Kind::words: {
      std::vector<Value> items;
      auto words = std::string_view(token.text);
      for (auto one = words; !words.empty();) {
        const auto begin = words.find_first_not_of(" \t\n");
        if (begin == std::string_view::npos) break;
        one = words.substr(begin, words.find_first_of(" \t\n", begin) - begin);
        items.push_back(Value::text(std::string(one)));
        words.remove_prefix(begin + one.size());
      }
      ++here_.at;
      return postfix(Value::list(std::move(items)), {});
    }
    case Kind::glob: {
      ++here_.at;
      if (token.text.empty()) {  // in place when $^I holds a suffix
        touch_all(values_.contains("^I") ? Role::edit : Role::in, value_of("ARGV"));
      }
      return token.text.empty() ? Value{} : fold({"", Act::glob}, Value::text(token.text), {}, {});
    }
    case Kind::number:
      ++here_.at;
      return postfix(Value::of(Value::Kind::number, {token.text}), {});
    case Kind::variable:
    case Kind::name:
      return named();
    case Kind::sign:
      return sign_operand();
    default:
      return {};
  }
}

Value Reader::text_operand() {
  Value value = Value::text("");
  bool is_first = true;
  while (peek().kind == Kind::text || peek().kind == Kind::mixed) {
    const Token& token = peek();
    ++here_.at;
    const Value piece = token.kind == Kind::text ? Value::text(token.text) : mixed(token.text);
    value = std::exchange(is_first, false) ? piece : concatenated(value, piece);
    if (syntax_->language != Language::python) break;  // there texts side by side are one
  }
  return postfix(std::move(value), {});
}

Value Reader::sign_operand() {
  const std::string& sign = peek().text;
  if (sign == "(") return postfix(bracketed(), {});
  if (sign == "[") {
    const std::size_t end = closing_bracket();
    ++here_.at;
    if (syntax_->language == Language::python) bind_comprehension(end);
    Value list = list_until(end);
    here_.at = std::min(end + 1, here_.end);
    return postfix(std::move(list), {});
  }
  if (sign == "{") return postfix(braced(), {});
  if (!lists(kPrefixes, sign)) return {};
  const bool keeps = sign == "\\" || sign == "*" || sign == "&" || sign == "..." || sign == "@";
  const bool tests = sign == "-" && syntax_->language == Language::perl;  // -e $file
  ++here_.at;
  if (tests && peek().kind == Kind::name && peek().text.size() == 1) ++here_.at;
  if (peek().kind == Kind::sign && !is_sign("(") && !is_sign("[") && !is_sign("{")) return {};
  Value value = operand();
  return keeps ? value : Value{};
}

// A word of the language, or one with a value of its own.
std::optional<Value> Reader::word_operand(const std::string& name) {
  if (lists("lambda function sub fn", name)) return worded(name);
  if (is_skipped(name)) {
    ++here_.at;
    return peek().first && syntax_->line_ends ? Value{} : operand();
  }
  if (is_sign("=>", 1) && syntax_->language == Language::node) {
    here_.at += 2;
    return postfix(arrow({name}), {});
  }
  if (lists("True False true false", name)) {
    ++here_.at;
    return Value::of(Value::Kind::number, {name});
  }
  if (name == "ARGF" || (name == "gets" && syntax_->language == Language::ruby)) {
    touch_all(Role::in, value_of("ARGV"));
  }
  return std::nullopt;
}

Value Reader::named() {
  const Token& token = peek();
  const std::string name = token.text;
  if (token.kind == Kind::name && !is_sign(".", 1)) {
    if (auto value = word_operand(name)) return *std::move(value);
  }
  ++here_.at;
  if (syntax_->language == Language::perl && lists("unlink rmdir", name)) {
    const bool alone = is_sign(";") || is_sign("}") || peek().kind == Kind::end ||
                       (peek().kind == Kind::name && lists(kNoArguments, peek().text));
    if (alone) touch_all(Role::gone, value_of("_"));  // without arguments it is $_
  }
  if (syntax_->language == Language::perl && name == "shift") return shifted();
  last_name_ = name;
  Value value = value_of(name);
  const bool bare = token.kind == Kind::name && bare_call_starts(value, name);
  if (!bare) return postfix(std::move(value), name);
  const Given given = given_until(here_.end, Listing::bare);
  if (value.is(Value::Kind::function)) return invoke(value.function, given.items);
  return call(name, {}, given);
}

// unlink "a", puts x: only functions that are known take arguments without brackets.
bool Reader::bare_call_starts(const Value& value, const std::string& name) const {
  if (!syntax_->bare_calls) return false;
  const Token& next = peek();
  if (next.kind == Kind::end || (next.first && syntax_->line_ends)) return false;
  if (!value.is(Value::Kind::function) && fact_of(name) == nullptr) return false;
  switch (next.kind) {
    case Kind::name:
      return !lists(kNoArguments, next.text) && syntax_->language != Language::lua;
    case Kind::sign:
      if (next.text == "\\" || next.text == "{") {
        return syntax_->language == Language::perl || syntax_->language == Language::lua;
      }
      return (next.text == "[" || next.text == "*" || next.text == "::") && !next.glued;
    default:
      return true;
  }
}

// shift, shift @ARGV: without a list that of the function, outside of one that of the program.
Value Reader::shifted() {
  std::string name = frame_ > 0 ? "@_" : "ARGV";
  const bool bracket = is_sign("(");
  const Token& list = peek(bracket ? 1 : 0);
  if (list.kind == Kind::variable) {
    name = list.text;
    ++here_.at;
  }
  if (bracket) here_.at = std::min(here_.at + 2, here_.end);
  const auto at = values_.find(name);
  if (at == values_.end() || !at->second.value.is(Value::Kind::list)) return {};
  std::vector<Value>& items = at->second.value.items;
  if (items.empty()) return {.kind = Value::Kind::absent};
  Value first = items.front();
  items.erase(items.begin());
  return first;
}

// Functions without a name.
Value Reader::worded(const std::string& word) {
  ++here_.at;
  if (word == "lambda") {
    std::size_t end = here_.at;
    while (end < here_.end && end < here_.at + kMaxParameters &&
           here_.stream->tokens[end].text != ":")
      ++end;
    const auto parameters = names_in(here_.at, end);
    here_.at = std::min(end + 1, here_.end);
    return arrow(parameters);
  }
  if (word == "fn" && is_sign("(")) {
    const std::size_t end = closing_bracket();
    const auto parameters = names_in(here_.at, end);
    here_.at = std::min(end + 2, here_.end);
    return arrow(parameters);
  }
  if (is_sign("*")) ++here_.at;
  std::string name;
  if (peek().kind == Kind::name) {
    name = peek().text;
    ++here_.at;
  }
  return postfix(make_function(name), {});
}

}  // namespace guards::commands::program
