// Operands: literals, names, and what is hung behind them.
#include <algorithm>

#include "coord/base/text.h"
#include "guards/commands/meaning.h"
#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::string_view kNoArguments =
    " if unless or and for foreach while until eq ne lt gt le ge cmp x in is do then end else "
    "rescue "
    "xor as ";
constexpr std::string_view kPrefixes = " \\ * ** & ... @ - + ! ~ ++ % ";

constexpr std::size_t kMaxParameters = 64;  // words of a lambda's head

Value without_first(Value list, std::size_t count) {
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(count, list.items.size()));
  list.items.erase(list.items.begin(), list.items.begin() + skipped);
  return list;
}

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

struct Reader::Chain {
  Value value;
  std::string whole;  // name
  Value receiver;
};

Value Reader::postfix(Value value, const std::string& name) {
  std::string whole = value.is(Value::Kind::name) ? value.texts[0] : name;
  Chain chain{std::move(value), std::move(whole), {}};
  while (here_.at < here_.end && spend() && follow(chain)) {
  }
  return std::move(chain.value);
}

// One more part of the chain; false when there is none, or the chain ends with it.
bool Reader::follow(Chain& chain) {
  if (opens_attribute()) {
    follow_attribute(chain);
  } else if (is_sign("(") && (!peek().first || !syntax_->line_ends)) {
    follow_call(chain);
  } else if (opens_index()) {
    chain.value = indexed(chain.value, chain.whole);
    chain.whole.clear();
  } else if (is_sign("->") && (is_sign("[", 1) || is_sign("{", 1))) {
    ++here_.at;
    chain.value = indexed(chain.value, chain.whole);
  } else if (opens_block()) {
    open_block(chain.receiver.is(Value::Kind::unknown) ? chain.value : chain.receiver);
    chain.value = {};
    return false;
  } else {
    return false;
  }
  return true;
}

void Reader::follow_attribute(Chain& chain) {
  chain.receiver = chain.value;
  const std::string part = peek(1).text;
  here_.at += 2;
  chain.value = attribute(chain.receiver, part, chain.whole);
  const bool bare = chain.value.is(Value::Kind::name) && !is_sign("(") &&
                    bare_call_starts(chain.value, chain.whole);
  if (!bare) return;
  const Given given = given_until(here_.end, Listing::bare);
  chain.value = call(chain.whole, chain.receiver, given);
}

void Reader::follow_call(Chain& chain) {
  const std::size_t end = closing_bracket();
  ++here_.at;
  if (syntax_->language == Language::python) bind_comprehension(end);
  const std::string variable = last_name_;
  const Given given = given_until(end, Listing::call);
  here_.at = std::min(end + 1, here_.end);
  last_name_ = variable;
  if (chain.value.is(Value::Kind::function)) {
    chain.value = invoke(chain.value.function, given.items);
  } else {
    chain.value = call(chain.whole, chain.receiver, given);
    if (chain.value.is(Value::Kind::name)) {
      chain.whole = chain.value.texts[0];
      return;
    }
  }
  invoke_callbacks(given, element_of(contents(chain.receiver)));
  chain.whole.clear();
}

// A name with one more part, or a property of a path.
Value Reader::attribute(const Value& value, const std::string& name, std::string& whole) {
  const bool node = syntax_->language == Language::node;
  if (value.is(Value::Kind::name)) {
    if (node && lists("promises default posix", name)) return value;
    whole = value.texts[0] + "." + name;
    return value_of(whole);
  }
  whole = "." + name;
  if (const Value* field = value.field(name)) return *field;
  const bool called = is_sign("(") && !peek().first;
  if (called || syntax_->bare_calls || !value.is(Value::Kind::text)) {
    const FactRow* row = find_fact(syntax_->language, whole);
    const bool property = row != nullptr && syntax_->language == Language::ruby && !called &&
                          row->first == kReceiver &&
                          !bare_call_starts(Value::of(Value::Kind::name, {whole}), whole);
    if (property) return do_fact(*row, value, {}, whole);
    if (value.is(Value::Kind::handle) && name == "name")
      return Value::of(Value::Kind::text, value.texts);
    return Value::of(Value::Kind::name, {whole});
  }
  const FactRow* row = find_fact(syntax_->language, whole);
  return row == nullptr ? Value{} : path_part(row->act, value, {});
}

// list[0], ENV["X"], $h{k}
Value Reader::indexed(const Value& value, const std::string& name) {
  const std::size_t end = closing_bracket();
  ++here_.at;
  const bool slice = is_sign(":") || is_sign(":", 1);
  const bool bare_key = peek().kind == Kind::name && here_.at + 1 == end;
  const Value key = bare_key ? Value::text(peek().text) : list_until(end);
  here_.at = std::min(end + 1, here_.end);
  const Value first = key.is(Value::Kind::list) && !key.items.empty() ? key.items[0] : key;
  if (lists("os.environ process.env ENV _ENV Bun.env _SERVER", name)) return environment(first, {});
  if (name == "Dir") return fold({"", Act::glob}, first, {}, {});
  const Value list = contents(value);
  const auto number = first.is(Value::Kind::number) ? base::to_int(first.texts[0]) : std::nullopt;
  if (const Value* field = value.field(first.only_text())) return *field;
  if (!list.is(Value::Kind::list)) return {};
  if (slice) return without_first(list, static_cast<std::size_t>(number.value_or(0)));
  if (!number) return element_of(list);
  const std::size_t from = syntax_->language == Language::lua ? 1 : 0;  // arg[0] is the script
  const auto at = static_cast<std::size_t>(*number) - from;
  return at < list.items.size() ? list.items[at] : Value{.kind = Value::Kind::absent};
}

// each do |x| ... end: the body is read on as any other statements.
void Reader::open_block(const Value& receiver) {
  ++here_.at;
  if (!is_sign("|")) return;
  ++here_.at;
  const Value element = element_of(contents(receiver));
  std::vector<std::string> names;
  for (; here_.at < here_.end && !is_sign("|") && spend(); ++here_.at) {
    if (peek().kind == Kind::name) names.push_back(peek().text);
  }
  ++here_.at;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool spread = names.size() > 1 && element.is(Value::Kind::list);
    Value one = spread ? (i < element.items.size() ? element.items[i] : Value{})
                       : (i == 0 ? element : Value{});
    bind(names[i], std::move(one), true);
  }
}

}  // namespace guards::commands::program
