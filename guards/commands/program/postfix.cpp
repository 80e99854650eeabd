// What is hung behind an operand: attributes, calls, indices and blocks.
#include <algorithm>

#include "coord/base/text.h"
#include "guards/commands/meaning.h"
#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

Value without_first(Value list, std::size_t count) {
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(count, list.items.size()));
  list.items.erase(list.items.begin(), list.items.begin() + skipped);
  return list;
}

}  // namespace

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
