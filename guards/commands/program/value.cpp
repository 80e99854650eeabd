#include "guards/commands/program/value.h"

#include <algorithm>

#include "guards/commands/meaning.h"
#include "guards/commands/touching.h"

namespace guards::commands::program {

namespace {

using Kind = Value::Kind;

void append_texts(std::vector<std::string>& out, const Value& value) {
  if (value.is(Kind::absent) || out.size() > kMaxItems) return;
  if (value.is(Kind::list)) {
    for (const Value& item : value.items) append_texts(out, item);
  } else if (value.texts.empty() || value.is(Kind::name) || value.is(Kind::contents)) {
    out.emplace_back(1, kHole);
  } else {
    out.insert(out.end(), value.texts.begin(), value.texts.end());
  }
}

// The alternatives of one text; a hole for anything else.
std::vector<std::string> alternatives(const Value& value) {
  const bool known = value.is(Kind::text) || value.is(Kind::number);
  return known && !value.texts.empty() ? value.texts : std::vector<std::string>{{kHole}};
}

template <class Combine>
Value combined(const Value& left, const Value& right, Combine combine) {
  Value out{.kind = Kind::text};
  for (const std::string& one : alternatives(left)) {
    for (const std::string& other : alternatives(right)) {
      if (out.texts.size() == kMaxTexts) return Value::text(combine(one, kUnknown));
      std::string text = combine(one, other);
      if (text.size() > kMaxLength) text = kUnknown;
      out.texts.push_back(std::move(text));
    }
  }
  return out;
}

void add_text(Value& out, const std::string& text) {
  if (std::ranges::find(out.texts, text) == out.texts.end()) out.texts.push_back(text);
}

// The place that begins at text[at]: its length, and what it names.
struct Place {
  std::size_t length = 0;
  std::string name;
};

Place place_at(std::string_view text, std::size_t at) {
  if (text[at] == '{') {
    const auto end = text.find('}', at);
    if (end == std::string_view::npos) return {};
    const auto inside = text.substr(at + 1, end - at - 1);
    return {end - at + 1, std::string(inside.substr(0, inside.find_first_of(":!")))};
  }
  if (text[at] != '%' || at + 1 >= text.size()) return {};
  if (text[at + 1] == '(') {
    const auto end = text.find(')', at);
    if (end == std::string_view::npos) return {};
    return {std::min(end + 2, text.size()) - at, std::string(text.substr(at + 2, end - at - 2))};
  }
  const auto end = text.find_first_of("sdifrxgeGc%", at + 1);
  return end == std::string_view::npos ? Place{} : Place{end - at + 1, {}};
}

}  // namespace

Value Value::text(std::string text) {
  return {.kind = Kind::text, .texts = {std::move(text)}};
}

Value Value::of(Kind kind, std::vector<std::string> texts) {
  return {.kind = kind, .texts = std::move(texts)};
}

Value Value::list(std::vector<Value> items) {
  return record(std::move(items), {});
}

Value Value::record(std::vector<Value> items, Fields fields) {
  if (items.size() > kMaxItems) items.resize(kMaxItems);
  Value value{.kind = Kind::list, .items = std::move(items), .fields = std::move(fields)};
  return weight_of(value) > kMaxWeight ? Value{} : value;
}

const Value* Value::field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string_view Value::only_text() const {
  const bool one = (is(Kind::text) || is(Kind::number)) && texts.size() == 1;
  return one && !has_hole(texts[0]) ? std::string_view(texts[0]) : std::string_view();
}

std::size_t weight_of(const Value& value) {
  std::size_t weight = 1;
  for (const Value& item : value.items) weight += weight_of(item);
  for (const auto& [key, item] : value.fields) weight += weight_of(item);
  return weight;
}

std::vector<std::string> texts_of(const Value& value) {
  std::vector<std::string> out;
  append_texts(out, value);
  return out;
}

namespace {

// Of two kinds: a text, or what is not known.
Value text_or_other(const Value& one, const Value& other) {
  const bool texts = one.is(Kind::text) || other.is(Kind::text);
  if (!texts || one.is(Kind::list) || other.is(Kind::list)) return {};
  Value out = one.is(Kind::text) ? one : other;
  add_text(out, kUnknown);
  return out;
}

}  // namespace

Value either(const Value& one, const Value& other) {
  if (one.is(Kind::absent)) return other;
  if (other.is(Kind::absent)) return one;
  if (one.kind != other.kind) return text_or_other(one, other);
  if (one.is(Kind::function) || one.is(Kind::name)) return other;
  Value out = one;
  for (const std::string& text : other.texts) add_text(out, text);
  if (out.texts.size() > kMaxTexts) return {};
  for (const Value& item : other.items) {
    if (out.items.size() < kMaxItems) out.items.push_back(item);
  }
  return weight_of(out) > kMaxWeight ? Value{} : out;
}

Value concatenated(const Value& left, const Value& right) {
  if (left.is(Kind::list) && right.is(Kind::list)) {
    Value out = left;
    out.items.insert(out.items.end(), right.items.begin(), right.items.end());
    return Value::list(std::move(out.items));
  }
  if (left.is(Kind::list) || right.is(Kind::list)) return {};
  const bool numbers = !left.is(Kind::text) && !right.is(Kind::text);
  if (numbers) return {};
  return combined(left, right, [](const std::string& a, const std::string& b) { return a + b; });
}

Value joined_paths(const Value& left, const Value& right) {
  if (right.is(Kind::absent)) return left;
  return combined(left, right, [](const std::string& a, const std::string& b) {
    if (b.starts_with('/') || a.empty() || a == ".") return b;
    return b.empty() ? a : below(a, b);
  });
}

Value element_of(const Value& list) {
  if (!list.is(Kind::list)) return {};
  if (list.items.empty()) return {.kind = Kind::absent};
  Value out = list.items.front();
  for (std::size_t i = 1; i < list.items.size(); ++i) {
    const Value& item = list.items[i];
    if (out.is(Kind::list) && item.is(Kind::list)) {
      const std::size_t width = std::min(out.items.size(), item.items.size());
      for (std::size_t k = 0; k < width; ++k) out.items[k] = either(out.items[k], item.items[k]);
    } else {
      out = either(out, item);
    }
  }
  return out;
}

namespace {

// By name, by number, or the next one.
Value argument_for(const Place& place, const Value& arguments, std::size_t& next) {
  const bool counted = place.name.empty() || (place.name[0] >= '0' && place.name[0] <= '9');
  if (!counted) {
    const Value* named = arguments.field(place.name);
    return named != nullptr ? *named : Value{};
  }
  const std::size_t at =
      place.name.empty() ? next++ : static_cast<std::size_t>(place.name[0] - '0');
  if (!arguments.is(Kind::list)) return arguments;
  return at < arguments.items.size() ? arguments.items[at] : Value{};
}

}  // namespace

Value formatted(const Value& format, const Value& arguments) {
  Value out = Value::text("");
  std::size_t next = 0;
  const std::string text =
      format.texts.size() == 1 && format.is(Kind::text) ? format.texts[0] : kUnknown;
  std::string literal;
  const auto flush = [&] { out = concatenated(out, Value::text(std::exchange(literal, {}))); };
  for (std::size_t i = 0; i < text.size();) {
    const Place place = place_at(text, i);
    if (place.length == 0) {
      literal += text[i++];
      continue;
    }
    i += place.length;
    if (text[i - 1] == '%') {
      literal += '%';
      continue;
    }
    flush();
    out = concatenated(out, argument_for(place, arguments, next));
  }
  flush();
  return out;
}

}  // namespace guards::commands::program
