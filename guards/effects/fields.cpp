// What an expansion comes to, piece by piece: one field, or several where it is split.
#include <algorithm>
#include <utility>

#include "guards/effects/expansion.h"
#include "guards/effects/globbing.h"
#include "guards/effects/pattern.h"

namespace guards::effects {

namespace {

using commands::kHole;

std::string in_one(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) {
    if (&item != &items.front()) all += ' ';
    all += item;
  }
  return all;
}

}  // namespace

void Expansion::add(std::string_view text, bool quoted_text) {
  if (field_.text.size() + text.size() > kMaxText) text = {&kHole, 1};
  field_.text += text;
  if (quoted_text) {
    add_quoted(field_.pattern, text);
  } else {
    field_.pattern += text;
    field_.active = field_.active || is_pattern(text);
  }
  field_.exists = true;
}

void Expansion::add_sign(char sign) {
  field_.text += sign;
  field_.pattern += sign;
  field_.active = true;
  field_.exists = true;
}

void Expansion::add_value(std::string_view value, bool in_quotes) {
  if (in_quotes) return add(value, true);
  if (!splits_) return add(value, false);
  split(value);
}

void Expansion::add_values(const Values& values, bool in_quotes) {
  if (!values.is_list || !splits_) {
    if (!values.items.empty() || in_quotes) add_value(in_one(values.items), in_quotes);
    return;
  }
  bool first = true;
  for (const std::string& item : values.items) {
    if (!first) end_field();
    first = false;
    add_value(item, in_quotes);
    field_.exists = field_.exists || in_quotes;
  }
  // "$@" of nothing is no word at all.
  if (values.items.empty() && in_quotes && field_.text.empty()) field_.exists = false;
}

std::string Expansion::separators() const {
  const Variable* ifs = machine_.shell_.scope.find("IFS");
  return ifs == nullptr ? " \t\n" : ifs->alternatives.front();
}

void Expansion::split(std::string_view value) {
  const std::string ifs = separators();
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  bool pending = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (ifs.find(value[i]) == std::string::npos) {
      const auto end = std::min(value.find_first_of(ifs, i), value.size());
      if (pending) end_field();
      pending = false;
      add(value.substr(i, end - i), false);
      i = end - 1;
      continue;
    }
    if (field_.exists) pending = true;
    if (!is_blank(value[i]) && pending) {
      end_field();
      pending = false;
    }
    if (fields_.size() > kMaxFields) return;
  }
  if (pending) end_field();
}

void Expansion::end_field() {
  if (field_.exists) fields_.push_back(std::move(field_));
  field_ = {};
}

void Expansion::finish(Span span, commands::Words& out) {
  end_field();
  for (Field& field : fields_) {
    if (field.active && glob(field, span, out)) continue;
    out.push_back({std::move(field.text), span, field.active});
  }
  fields_.clear();
}

bool Expansion::glob(const Field& field, Span span, commands::Words& out) {
  const Scope& scope = machine_.shell_.scope;
  const auto found =
      matching_paths(field.pattern, scope.cwd, machine_.recorder_.files, scope.dotglob);
  if (found.empty()) return scope.nullglob;
  for (const std::string& path : found) out.push_back({path, span, false});
  return true;
}

}  // namespace guards::effects
