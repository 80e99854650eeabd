#include "guards/commands/program/deeds.h"

#include <algorithm>

#include "coord/base/text.h"
#include "guards/commands/touching.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Value::Kind;

constexpr std::string_view kPathFields =
    "file path filename name src source dst database fp path_or_buf fname";
constexpr std::string_view kOtherFields = "dst dest destination target mode flag flags";

}  // namespace

const Value* Given::field(std::string_view names) const {
  for (auto one = take_word(names); !one.empty(); one = take_word(names)) {
    for (const auto& [key, value] : fields) {
      if (key == one) return &value;
    }
  }
  return nullptr;
}

Deeds::Deeds(const Program& program, const View& view, Meaning& meaning)
    : program_(program), view_(view), meaning_(meaning), syntax_(&syntax_of(program.language)) {}

namespace {

Value field_or_absent(const Given& given, std::string_view names) {
  const Value* named = given.field(names);
  return named != nullptr ? *named : Value{.kind = Value::Kind::absent};
}

}  // namespace

Value Deeds::argument(const FactRow& row, const Value& receiver, const Given& given) const {
  if (row.first == kReceiver) {
    const bool known = !receiver.is(Value::Kind::name) && !receiver.is(Value::Kind::unknown);
    if (known) return receiver;
    return row.distinct ? Value{} : Value{.kind = Value::Kind::absent};
  }
  if (row.first == kNone) return field_or_absent(given, kPathFields);
  if (row.first >= 0) {
    const auto at = static_cast<std::uint8_t>(row.first);
    return at < given.items.size() ? given.items[at] : field_or_absent(given, kPathFields);
  }
  const std::size_t skipped = row.first == kRest ? 1 : row.first == kLater ? 2 : 0;
  const auto begin =
      given.items.begin() + static_cast<std::ptrdiff_t>(std::min(skipped, given.items.size()));
  return Value::list({begin, given.items.end()});
}

Value Deeds::second(const FactRow& row, const Value& receiver, const Given& given) const {
  if (row.second == kReceiver) return receiver;
  if (row.second < 0) return {.kind = Value::Kind::absent};
  const auto at = static_cast<std::uint8_t>(row.second);
  return at < given.items.size() ? given.items[at] : field_or_absent(given, kOtherFields);
}

std::string Deeds::placed(const std::string& path) const {
  return folder_.empty() || path.starts_with('/') ? path : below(folder_, path);
}

void Deeds::doubt(std::string_view name, std::string_view what) {
  meaning_.doubts.push_back(
      {std::string(what) + " by " + std::string(name) + " is known only when it runs",
       program_.span, false});
}

Value Deeds::environment(const Value& name, const Value& otherwise) const {
  const auto key = name.only_text();
  if (key.empty()) return {};
  if (const auto value = view_.variable(std::string(key))) return Value::text(*value);
  return otherwise.is(Kind::unknown) ? Value{} : otherwise;
}

// The lines of a file that can be read, where a list is wanted.
Value Deeds::contents(const Value& value) const {
  if (!value.is(Kind::contents) && !value.is(Kind::handle)) return value;
  std::vector<Value> lines;
  for (const std::string& path : value.texts) {
    const auto text = view_.content(placed(path));
    if (!text || text->size() > 4096) return {};
    for (const auto line : base::split(*text, '\n')) {
      if (!line.empty()) lines.push_back(Value::text(std::string(line)));
    }
  }
  if (lines.size() > kMaxTexts) return {};
  return Value::list(std::move(lines));
}

}  // namespace guards::commands::program
