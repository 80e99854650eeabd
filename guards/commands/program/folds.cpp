// Values made of values: paths joined and cut, lists, the environment.
#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/program/deeds.h"
#include "guards/commands/touching.h"

namespace guards::commands::program {

namespace {

using Kind = Value::Kind;

template <class Change>
Value each(const Value& value, Change change) {
  if (!value.is(Kind::text)) return {};
  Value out{.kind = Kind::text};
  for (const std::string& text : value.texts) {
    out.texts.push_back(change(text));
    if (out.texts.back().size() > kMaxLength) out.texts.back() = kUnknown;
  }
  return out;
}

Value all_joined(const Value& receiver, const Given& given, bool has_receiver) {
  Value out = has_receiver ? receiver : Value::text("");
  if (!out.is(Kind::text)) return {};
  for (const Value& item : given.items) {
    if (item.is(Kind::list)) {
      for (const Value& one : item.items) out = joined_paths(out, one);
    } else {
      out = joined_paths(out, item);
    }
  }
  return given.items.empty() && !has_receiver ? Value::text(".") : out;
}

// What a shell's pattern may match: holes for its stars.
std::string with_holes(const std::string& pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const bool wild = c == '*' || c == '?' || c == '[';
    if (c == '[') i = std::min(pattern.find(']', i), pattern.size() - 1);
    if (!wild) {
      out += c;
    } else if (!out.ends_with(kHole)) {
      out += kHole;
    }
  }
  return out;
}

Value rows_of(const Given& given) {
  std::vector<Value> rows;
  if (given.items.empty()) return {};
  const Value& first = given.items[0];
  if (!first.is(Kind::list)) return {};
  const bool zips = given.items.size() > 1 && given.items[1].is(Kind::list);
  for (std::size_t i = 0; i < first.items.size(); ++i) {
    const Value other = zips && i < given.items[1].items.size() ? given.items[1].items[i] : Value{};
    rows.push_back(Value::list(zips ? std::vector<Value>{first.items[i], other}
                                    : std::vector<Value>{{}, first.items[i]}));
  }
  for (const auto& [key, value] : first.fields) {
    rows.push_back(Value::list({Value::text(key), value}));
  }
  return Value::list(std::move(rows));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  if (from.empty()) return text;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

Value path_part(Act act, const Value& value, const Value& other) {
  const std::string ending(other.only_text());
  switch (act) {
    case Act::dirname:
      return each(value, [](const std::string& path) { return std::string(base::dir_name(path)); });
    case Act::basename:
      return each(value, [&](const std::string& path) {
        std::string name = last_part(path);
        if (!ending.empty() && name.ends_with(ending)) name.resize(name.size() - ending.size());
        return name;
      });
    case Act::stem:
      return each(value, [](const std::string& path) {
        std::string name = last_part(path);
        name.resize(name.size() - base::extension(name).size());
        return name;
      });
    case Act::with_name:
      return joined_paths(path_part(Act::dirname, value, {}), other);
    case Act::with_suffix:
      return concatenated(each(value,
                               [](const std::string& path) {
                                 return path.substr(0, path.size() - base::extension(path).size());
                               }),
                          other);
    default:
      return {};
  }
}

const std::vector<Deeds::Fold>& Deeds::folds() {
  static const std::vector<Fold> kFolds = {
      {Act::join,             &Deeds::fold_join     },
      {Act::home,             &Deeds::fold_home     },
      {Act::here,             &Deeds::fold_place    },
      {Act::system_temp,      &Deeds::fold_place    },
      {Act::temporary,        &Deeds::fold_temporary},
      {Act::temporary_folder, &Deeds::fold_temporary},
      {Act::glob,             &Deeds::fold_names    },
      {Act::entries,          &Deeds::fold_names    },
      {Act::tree,             &Deeds::fold_names    },
      {Act::words,            &Deeds::fold_lines    },
      {Act::lines,            &Deeds::fold_lines    },
      {Act::format,           &Deeds::fold_format   },
      {Act::replace,          &Deeds::fold_replace  },
      {Act::elements,         &Deeds::fold_elements },
      {Act::joined,           &Deeds::fold_joined   },
      {Act::push,             &Deeds::fold_push     },
      {Act::attribute_of,     &Deeds::fold_attribute},
  };
  return kFolds;
}

Value Deeds::fold(const FactRow& row, const Value& value, const Value& other, const Given& given) {
  if (row.act == Act::same) return value;
  if (row.act == Act::env) return environment(value, other);
  if (row.act == Act::pairs) return rows_of(given);
  if (row.act == Act::first) {
    return value.is(Kind::list) && !value.items.empty() ? value.items[0] : Value{};
  }
  for (const Fold& one : folds()) {
    if (one.act == row.act) return (this->*one.make)({row, value, other, given});
  }
  return path_part(row.act, value, other);
}

Value Deeds::fold_join(const Folding& in) {
  if (in.row.first == 1) {  // new URL(path, base)
    return joined_paths(in.other, in.given.items.empty() ? Value{} : in.given.items[0]);
  }
  return all_joined(in.value, in.given, in.row.first == kReceiver);
}

// The home itself, or a path with ~ before it.
Value Deeds::fold_home(const Folding& in) {
  if (view_.home().empty()) return {};
  if (in.row.first == kNone) return Value::text(view_.home());
  const Value& path = in.given.items.empty() ? in.other : in.given.items[0];
  return each(path, [&](const std::string& text) {
    return text == "~" || text.starts_with("~/") ? view_.home() + text.substr(1) : text;
  });
}

Value Deeds::fold_place(const Folding& in) {
  if (in.row.act == Act::system_temp) return Value::text("/tmp");
  return Value::text(folder_.empty() ? "." : folder_);
}

Value Deeds::fold_temporary(const Folding& in) {
  const Value* folder = in.given.field("dir");
  const Value& where = folder != nullptr ? *folder : Value::text("/tmp");
  Value path = joined_paths(where, Value::text(kUnknown));
  if (in.row.act == Act::temporary_folder) return path;
  if (folder != nullptr) touch_all(Role::out, path);
  return Value::of(Kind::handle, path.texts);
}

Value Deeds::fold_names(const Folding& in) {
  const bool method = in.row.first == kReceiver;
  if (in.row.act == Act::glob) {
    const Value pattern = method ? joined_paths(in.value, in.other) : in.value;
    return Value::list({each(pattern, with_holes)});
  }
  const Value names = Value::text(kUnknown);
  const Value inside = joined_paths(in.value, names);
  if (method) return Value::list({inside});
  if (in.row.act == Act::entries) return Value::list({names});
  const Value list = Value::list({names});  // os.walk: folder, folders in it, files in it
  return Value::list({Value::list({either(in.value, inside), list, list})});
}

Value Deeds::fold_lines(const Folding& in) {
  if (!in.value.is(Kind::text)) return contents(in.value);
  const bool splits = in.row.act == Act::words || in.given.items.empty();
  const auto sign = splits ? std::string_view(" ") : in.given.items[0].only_text();
  if (sign.size() != 1) return {};
  std::vector<Value> words;
  for (const auto one : base::split(in.value.only_text(), sign[0])) {
    if (!one.empty() || !splits) words.push_back(Value::text(std::string(one)));
  }
  return Value::list(std::move(words));
}

Value Deeds::fold_format(const Folding& in) {
  Given rest = in.given;
  if (in.row.first != kReceiver && !rest.items.empty()) rest.items.erase(rest.items.begin());
  return formatted(in.value, Value::record(std::move(rest.items), std::move(rest.fields)));
}

Value Deeds::fold_replace(const Folding& in) {
  const auto& items = in.given.items;
  if (items.size() == 1 && syntax_->language == Language::python && in.value.is(Kind::text)) {
    place_all(Role::from, in.value, items[0]);  // pathlib's moves the file
    return items[0];
  }
  if (items.size() < 2) return {};
  const auto from = items[0].only_text();
  const auto to = items[1].only_text();
  if (from.empty()) return each(in.value, [](const std::string&) { return kUnknown; });
  return each(in.value, [&](const std::string& text) { return replaced(text, from, to); });
}

Value Deeds::fold_elements(const Folding& in) {
  if (in.row.first != kAll) return contents(in.value);
  const auto& items = in.given.items;
  const Value list = items.size() == 1 ? items[0] : Value::list(items);
  return list.is(Kind::list) ? list : Value::list({list});
}

namespace {

Value joined_with(const Value& sign, const Value& list) {
  Value out = Value::text("");
  bool is_first = true;
  for (const Value& item : list.items) {
    if (!std::exchange(is_first, false)) out = concatenated(out, sign);
    out = concatenated(out, item);
  }
  return out;
}

// join(sep, list), join(sep, a, b)
Value behind_sign(const std::vector<Value>& items) {
  if (items.size() == 2 && items[1].is(Kind::list)) return items[1];
  return Value::list({items.begin() + (items.empty() ? 0 : 1), items.end()});
}

}  // namespace

// sep.join(list), list.join(sep), join(sep, list)
Value Deeds::fold_joined(const Folding& in) {
  const auto& items = in.given.items;
  const bool by_list = in.row.second == kReceiver;
  if (by_list && in.other.is(Kind::text)) return all_joined(in.other, in.given, true);
  Value sign = in.value;
  Value list = by_list ? in.other : items.empty() ? Value{} : items[0];
  if (by_list && items.empty()) {
    sign = Value::text(syntax_->language == Language::node ? "," : "");
  } else if (!by_list && in.row.first != kReceiver) {
    list = behind_sign(items);
  }
  return list.is(Kind::list) ? joined_with(sign, list) : Value{};
}

Value Deeds::fold_push(const Folding& in) {
  const auto& items = in.given.items;
  const bool by_function = in.row.first != kReceiver && !items.empty();
  const auto at = values_.find(last_name_);
  if (at == values_.end() || !at->second.value.is(Kind::list)) return {};
  std::vector<Value>& list = at->second.value.items;
  for (std::size_t i = by_function ? 1 : 0; i < items.size(); ++i) {
    const std::vector<Value> one{items[i]};
    for (const Value& item : items[i].is(Kind::list) ? items[i].items : one) {
      if (list.size() < kMaxItems) list.push_back(item);
    }
  }
  if (weight_of(at->second.value) > kMaxWeight) values_.erase(at);
  return {};
}

// getattr(os, "remove"): what it calls may hide behind a text made when it runs.
Value Deeds::fold_attribute(const Folding& in) {
  if (!in.value.is(Kind::name)) return {};
  const auto part = in.other.only_text();
  if (part.empty()) {
    doubt("getattr", "what is called");
    return {};
  }
  return Value::of(Kind::name, {in.value.texts[0] + "." + std::string(part)});
}

}  // namespace guards::commands::program
