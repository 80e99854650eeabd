// Source: bash 5.2 manual, 4.1 to 4.3: declare, set, shift, shopt, unset.
#include "guards/effects/builtins.h"

#include <utility>

#include "coord/base/text.h"
#include "guards/effects/expansion.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kUnknown;

}  // namespace

void Builtins::declare(const Words& words) {
  Variable kind;
  kind.exported = words[0].text == "export";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    if (text.size() > 1 && (text[0] == '-' || text[0] == '+')) {
      kind.exported = kind.exported || text.find('x') != std::string::npos;
      kind.is_array = kind.is_array || text.find('a') != std::string::npos;
      kind.is_map = kind.is_map || text.find('A') != std::string::npos;
      kind.integer = kind.integer || text.find('i') != std::string::npos;
      kind.reference = kind.reference || text.find('n') != std::string::npos;
      continue;
    }
    declare_one(text, kind, words[0].text == "local");
  }
}

void Builtins::declare_one(const std::string& text, const Variable& kind, bool is_local) {
  const auto equals = text.find('=');
  std::string name = text.substr(0, equals);
  if (name.ends_with('+')) name.pop_back();
  if (has_hole(name)) return;
  const bool says_kind = kind.is_array || kind.is_map || kind.reference;
  if (equals == std::string::npos && scope().find(name) == nullptr && !is_local && !says_kind) {
    const auto outside = machine_.variable(name);
    if (!outside) return;
    scope().set(name, *outside);
  }
  Variable& variable = scope().make(name);
  variable.is_map = variable.is_map || kind.is_map;
  variable.is_array = variable.is_array || kind.is_array || kind.is_map;
  variable.integer = variable.integer || kind.integer;
  variable.reference = variable.reference || kind.reference;
  variable.exported = variable.exported || kind.exported;
  if (equals == std::string::npos) return;
  std::string value = text.substr(equals + 1);
  if (variable.integer) value = Expansion(machine_).integer(value);
  scope().set(name, std::move(value));
}

void Builtins::set(const Words& words) {
  std::size_t at = 1;
  for (; at < words.size(); ++at) {
    const std::string& text = words[at].text;
    if (text == "--" || text == "-") {
      ++at;
      break;
    }
    if (text.size() < 2 || (text[0] != '-' && text[0] != '+')) break;
    if (text[1] == 'o') ++at;
    if (at + 1 >= words.size()) return;
  }
  if (words.size() == 1) return machine_.write_out(kUnknown);
  scope().arguments.clear();
  for (; at < words.size(); ++at) scope().arguments.push_back(words[at].text);
  scope().arguments_known = true;
}

void Builtins::shift(const Words& words) {
  const auto by = words.size() > 1 ? base::to_int(words[1].text).value_or(1) : 1;
  auto& arguments = scope().arguments;
  const auto count =
      std::min<std::size_t>(by < 0 ? 0 : static_cast<std::size_t>(by), arguments.size());
  arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(count));
}

void Builtins::shopt(const Words& words) {
  if (words.size() < 3) return;
  const bool on = words[1].text == "-s";
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].text == "extglob") scope().extglob = on;
    if (words[i].text == "dotglob") scope().dotglob = on;
    if (words[i].text == "nullglob") scope().nullglob = on;
    if (words[i].text == "expand_aliases") scope().expands_aliases = on;
  }
}

void Builtins::unset(const Words& words) {
  bool functions = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].text == "-f") {
      functions = true;
    } else if (functions) {
      scope().functions.erase(words[i].text);
    } else if (!words[i].text.starts_with('-')) {
      scope().unset(words[i].text);
    }
  }
}

}  // namespace guards::effects
