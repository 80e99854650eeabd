// Functions: how they are made, and what happens when they are called.
#include <algorithm>
#include <array>
#include <utility>

#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr int kMaxCalls = 12;

// A name, or a pattern in brackets, which has none.
bool is_parameter(const Token& token, std::size_t at) {
  if (token.kind == Kind::sign) return token.match > at;
  return token.kind == Kind::name || token.kind == Kind::variable;
}

void add_parameter(Function& function, const Token& token) {
  function.parameters.push_back(token.kind == Kind::sign ? std::string() : token.text);
  function.defaults.push_back(0);
}

}  // namespace

// Between brackets, or up to the end of the line.
void Reader::read_parameters(Function& function) {
  const bool bracket = is_sign("(");
  const std::size_t end = bracket ? closing_bracket() : here_.end;
  here_.at += bracket ? 1 : 0;
  bool expected = true;
  for (; here_.at < end && (bracket || !peek().first); ++here_.at) {
    const Token& token = peek();
    if (is_sign(",")) {
      expected = true;
    } else if (is_sign("=") && !function.defaults.empty()) {
      function.defaults.back() = here_.at + 1;
    } else if (is_parameter(token, here_.at)) {
      if (std::exchange(expected, false)) add_parameter(function, token);
      here_.at = std::max(here_.at, std::min(token.match, end));
    }
  }
  if (bracket && here_.at < here_.end) ++here_.at;
}

// here_.at stands on the brackets of the parameters.
Value Reader::make_function(std::string name) {
  Function function{.name = std::move(name), .stream = here_.stream};
  const std::size_t column = level_;
  if (is_sign("(") || syntax_->ends_blocks) read_parameters(function);
  if (syntax_->indents) {
    while (here_.at < here_.end && !is_sign(":") && !peek().first) ++here_.at;
    if (is_sign(":")) ++here_.at;
    function.begin = here_.at;
    function.end = end_of_indented(column);
    here_.at = function.end;
  } else if (syntax_->ends_blocks) {
    function.begin = here_.at;
    function.end = end_of_words();
    here_.at = std::min(function.end + 1, here_.end);
  } else {
    while (here_.at < here_.end && !is_sign("{") && !is_sign(";")) ++here_.at;
    function.begin = std::min(here_.at + 1, here_.end);
    function.end = here_.at < here_.end ? closing_bracket() : here_.end;
    here_.at = std::min(function.end + 1, here_.end);
  }
  functions_.push_back(std::move(function));
  Value value{.kind = Value::Kind::function};
  value.function = functions_.size() - 1;
  return value;
}

// Behind the arrow (or the colon of a lambda): a block, or one expression.
Value Reader::arrow(std::vector<std::string> parameters) {
  Function function{.parameters = std::move(parameters), .stream = here_.stream};
  function.defaults.assign(function.parameters.size(), 0);
  if (is_sign("{")) {
    function.begin = here_.at + 1;
    function.end = closing_bracket();
    here_.at = std::min(function.end + 1, here_.end);
  } else {
    function.begin = here_.at;
    while (here_.at < here_.end) {
      const Token& token = peek();
      const bool closes =
          is_sign(",") || is_sign(";") || is_sign(")") || is_sign("]") || is_sign("}");
      if (closes || (token.first && here_.at > function.begin && token.kind != Kind::sign)) break;
      skip_one();
    }
    charge_scan(here_.at - function.begin);
    function.end = here_.at;
  }
  functions_.push_back(std::move(function));
  Value value{.kind = Value::Kind::function};
  value.function = functions_.size() - 1;
  return value;
}

Value Reader::invoke(std::size_t index, const std::vector<Value>& arguments) {
  Function& function = functions_[index];
  function.ran = true;
  if (depth_ >= kMaxCalls || !spend()) return {};
  ++depth_;
  ++frame_;
  const auto outer = values_;
  budget_ -= std::min(budget_, outer.size());
  const Value returned = std::exchange(returned_, Value{.kind = Value::Kind::absent});
  const Place place = std::exchange(here_, Place{function.stream, function.begin, function.end});
  const std::size_t level = level_;
  const bool conditional = conditional_;
  const bool is_method = !function.parameters.empty() &&
                         (function.parameters[0] == "self" || function.parameters[0] == "cls");
  const std::size_t first = is_method ? 1 : 0;
  for (std::size_t i = first; i < function.parameters.size(); ++i) {
    Value value = i - first < arguments.size() ? arguments[i - first] : Value{};
    if (i - first >= arguments.size() && function.defaults[i] != 0) {
      here_ = {function.stream, function.defaults[i], function.begin};
      value = expression();
    }
    bind(function.parameters[i], std::move(value), true);
  }
  bind("@_", Value::list(arguments), true);
  here_ = {function.stream, function.begin, function.end};
  while (here_.at < here_.end && spend()) statement();
  here_ = place;
  level_ = level;
  conditional_ = conditional;
  values_ = outer;
  --frame_;
  --depth_;
  return std::exchange(returned_, returned);
}

void Reader::invoke_callbacks(const Given& given, const Value& element) {
  const auto call = [&](const Value& value) {
    if (value.is(Value::Kind::function)) {
      const bool known = !element.is(Value::Kind::unknown);
      invoke(value.function, known ? std::vector<Value>{element} : std::vector<Value>{});
    }
  };
  for (const Value& item : given.items) call(item);
  for (const auto& [key, value] : given.fields) call(value);
}

}  // namespace guards::commands::program
