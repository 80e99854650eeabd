// Calls: which function is meant.
#include <algorithm>

#include "guards/commands/program/reader.h"

namespace guards::commands::program {

namespace {

// A::B::f is known as A::B.f.
const FactRow* find_nested(Language language, const std::string& name) {
  const auto colons = name.rfind("::");
  if (colons == std::string::npos) return nullptr;
  return find_fact(language, std::string(name).replace(colons, 2, "."));
}

// fs under another name: only its functions end in Sync.
const FactRow* find_sync(const std::string& last) {
  if (const FactRow* row = find_fact(Language::node, "fs." + last)) return row;
  return find_fact(Language::node, "child_process." + last);
}

}  // namespace

// By its full name, by the name of its last part for a method, or out of `from x import *`.
const FactRow* Reader::fact_of(const std::string& name) const {
  const Language language = syntax_->language;
  std::string plain = name;
  const bool is_sync = language == Language::node && plain.ends_with("Sync");
  if (is_sync) plain.resize(plain.size() - 4);
  if (const FactRow* row = find_fact(language, plain)) return row;
  if (language == Language::ruby || language == Language::perl) {
    if (const FactRow* row = find_nested(language, plain)) return row;
  }
  for (const std::string& module : star_modules_) {
    if (const FactRow* row = find_fact(language, std::string(module).append(".").append(plain)))
      return row;
  }
  const auto dot = plain.rfind('.');
  if (is_sync) return find_sync(plain.substr(dot + 1));  // npos: the whole
  if (dot == std::string::npos || dot == 0) return nullptr;
  return find_fact(language, plain.substr(language == Language::other ? dot + 1 : dot));
}

Value Reader::call(const std::string& name, const Value& receiver, const Given& given) {
  using Kind = Value::Kind;
  const auto dot = name.rfind('.');
  const std::string last = dot == std::string::npos ? name : name.substr(dot + 1);
  if (receiver.is(Kind::handle)) {
    const bool reads =
        last.starts_with("read") || last == "text" || last == "json" || last == "lines";
    return reads ? Value::of(Kind::contents, receiver.texts) : receiver;
  }
  if (!name.empty()) {
    if (const FactRow* row = fact_of(name)) return do_fact(*row, receiver, given, name);
  }
  if (has_function(last)) {
    return invoke(values_.find(last)->second.value.function, given.items);
  }
  const bool same =
      receiver.is(Kind::database) || receiver.is(Kind::archive) || receiver.is(Kind::contents);
  return same ? receiver : Value{};
}

Value Reader::do_fact(const FactRow& row, const Value& receiver, const Given& given,
                      std::string_view name) {
  const Value first = argument(row, receiver, given);
  const Value other = second(row, receiver, given);
  if (row.act >= Act::same) return fold(row, first, other, given);
  if (row.act >= Act::shell) return do_program(row, first, given, name);
  return do_path(row, first, other, given);
}

}  // namespace guards::commands::program
