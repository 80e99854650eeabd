#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "guards/commands/meaning.h"
#include "guards/effects/expansion.h"
#include "guards/effects/pattern.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kUnknown;
using shell::ParameterOp;

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char toggle(char c) {
  return upper(c) == c ? lower(c) : upper(c);
}

struct CaseOp {
  ParameterOp op;
  char (*change)(char);
  bool all;
};

constexpr std::array kCaseOps = {
    CaseOp{ParameterOp::upper_first,  upper,  false},
    CaseOp{ParameterOp::upper_all,    upper,  true },
    CaseOp{ParameterOp::lower_first,  lower,  false},
    CaseOp{ParameterOp::lower_all,    lower,  true },
    CaseOp{ParameterOp::toggle_first, toggle, false},
    CaseOp{ParameterOp::toggle_all,   toggle, true },
};

std::string with_case(const CaseOp& op, std::string value, std::string_view pattern) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (pattern.empty() || fits(pattern, std::string_view(value).substr(i, 1))) {
      value[i] = op.change(value[i]);
    }
    if (!op.all) break;
  }
  return value;
}

// ${v#p} and ${v##p}
std::string without_prefix(std::string_view value, std::string_view pattern, bool longest) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    if (!fits(pattern, value.substr(0, i))) continue;
    best = i;
    if (!longest) break;
  }
  return std::string(value.substr(best.value_or(0)));
}

std::string without_suffix(std::string_view value, std::string_view pattern, bool longest) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const std::size_t begin = longest ? i : value.size() - i;
    if (!fits(pattern, value.substr(begin))) continue;
    best = begin;
    break;
  }
  return std::string(value.substr(0, best.value_or(value.size())));
}

// Length of the longest match at `begin`, if any that is not empty.
std::size_t longest_match(std::string_view value, std::size_t begin, std::string_view pattern) {
  for (std::size_t end = value.size(); end > begin; --end) {
    if (fits(pattern, value.substr(begin, end - begin))) return end - begin;
  }
  return 0;
}

constexpr std::size_t kMaxReplaced = 4096;  // matching is quadratic in the value

}  // namespace

namespace {

std::vector<std::string> items_of(const Variable& variable) {
  if (!variable.is_array) return {variable.alternatives.front()};
  std::vector<std::string> items;
  items.reserve(variable.elements.size());
  for (const auto& [key, value] : variable.elements) items.push_back(value);
  return items;
}

}  // namespace

Expansion::Values Expansion::special(std::string_view name) {
  const Scope& scope = machine_.shell_.scope;
  if (name == "@" || name == "*") {
    Values all{scope.arguments, name == "@", name == "*", scope.arguments.empty()};
    if (!scope.arguments_known) all.items.push_back(kUnknown);
    return all;
  }
  if (name == "#") {
    return {{scope.arguments_known ? std::to_string(scope.arguments.size()) : kUnknown}};
  }
  if (name == "?") return {{scope.status ? std::to_string(*scope.status) : kUnknown}};
  const auto at = name.size() < 4 ? base::to_int(name) : std::nullopt;
  if (!at) return {{kUnknown}};
  if (*at == 0) return {{scope.program}};
  const auto number = static_cast<std::size_t>(*at);
  if (number <= scope.arguments.size()) return {{scope.arguments[number - 1]}};
  return {{scope.arguments_known ? "" : kUnknown}, false, false, true};
}

Expansion::Values Expansion::elements(const Variable& variable, const std::string& index) {
  if (index == "@" || index == "*") {
    Values values{items_of(variable), index == "@", index == "*", false};
    values.unset = values.items.empty();
    return values;
  }
  std::string key = index;
  if (!variable.is_map) {
    auto at = number(index);
    if (!at) return {{kUnknown}};
    if (*at < 0) *at += static_cast<std::int64_t>(variable.elements.size());
    if (!variable.is_array)
      return *at == 0 ? Values{{variable.alternatives.front()}} : Values{{""}};
    key = index_key(*at);
  }
  const auto at = variable.elements.find(key);
  if (at == variable.elements.end()) return {{has_hole(key) ? kUnknown : ""}, false, false, true};
  return {{at->second}};
}

Expansion::Values Expansion::look_up(std::string_view name, const shell::Word* index) {
  const char first = name.empty() ? '\0' : name.front();
  const bool plain = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
                     (first == '_' && name.size() > 1);
  if (!plain) return special(name);
  const std::string at = index != nullptr ? Expansion(machine_).text(*index) : "0";
  const Variable* variable = machine_.shell_.scope.find(name);
  if (variable != nullptr && variable->reference && !variable->alternatives.front().empty()) {
    variable = machine_.shell_.scope.find(variable->alternatives.front());
  }
  if (variable == nullptr) {
    const auto outside = machine_.variable(name);
    if (outside) return {{*outside}};
    machine_.met_.unset = true;
    return {{kUnknown}, false, false, true};
  }
  machine_.met_.network = machine_.met_.network || variable->from_network;
  if (index != nullptr || variable->is_array) return elements(*variable, at);
  const auto& all = variable->alternatives;
  machine_.choices_ = std::max(machine_.choices_, all.size());
  return {{all[std::min(machine_.choice_, all.size() - 1)]}, false, false, variable->maybe_unset};
}

// bash 5.3: `${ commands; }` and `${| commands; }` run in this very shell; older ones refuse them.
void Expansion::run_inside(const shell::Parameter& node) {
  const Span span = machine_.placed(node.span);
  if (span.end > machine_.source_.size() || span.end < span.begin + 4) return;
  const std::string_view text = machine_.source_.substr(span.begin, span.end - span.begin);
  const bool runs = text.starts_with("${") && text.ends_with('}') &&
                    std::string_view(" \t\n|").find(text[2]) != std::string_view::npos;
  if (!runs) return;
  const std::string inside(text.substr(3, text.size() - 4));
  machine_.capture([&] { machine_.run_text({inside, span}); });
}

Expansion::Values Expansion::value(const shell::Parameter& node) {
  if (node.op == ParameterOp::bad) {
    run_inside(node);
    return {{kUnknown}};
  }
  if (node.op == ParameterOp::names) return {{kUnknown}};
  if (node.op == ParameterOp::keys) {
    const Variable* variable = machine_.shell_.scope.find(node.name);
    if (variable == nullptr || !variable->is_array) return {{kUnknown}};
    Values keys{{}, true};
    for (const auto& [key, value] : variable->elements) {
      const auto digits =
          variable->is_map ? 0 : std::min(key.find_first_not_of('0'), key.size() - 1);
      keys.items.push_back(key.substr(digits));
    }
    return keys;
  }
  if (node.indirect) {
    const Values name = look_up(node.name, node.index);
    if (name.items.size() != 1 || has_hole(name.items[0])) return {{kUnknown}};
    return with_operator(node, look_up(name.items[0], nullptr));
  }
  return with_operator(node, look_up(node.name, node.index));
}

Expansion::Values Expansion::default_or_alternate(const shell::Parameter& node, Values values) {
  const bool empty = values.items.empty() || (values.items.size() == 1 && values.items[0].empty());
  const bool missing = values.unset || (node.or_empty && empty);
  if (node.op == ParameterOp::use_alternate) {
    if (missing) return {{}, false, false, true};
    return {{Expansion(machine_).text(*node.word)}};
  }
  if (!missing) return values;
  if (node.op == ParameterOp::fail_if_unset) return {{kUnknown}};
  std::string given = Expansion(machine_).text(*node.word);
  if (node.op == ParameterOp::assign_default) machine_.shell_.scope.set(node.name, given);
  return {{std::move(given)}};
}

Expansion::Values Expansion::with_operator(const shell::Parameter& node, Values values) {
  switch (node.op) {
    case ParameterOp::none:
      return values;
    case ParameterOp::use_default:
    case ParameterOp::assign_default:
    case ParameterOp::fail_if_unset:
    case ParameterOp::use_alternate:
      if (node.word == nullptr) return values;
      return default_or_alternate(node, std::move(values));
    case ParameterOp::length: {
      if (values.is_list || values.joined) return {{std::to_string(values.items.size())}};
      const std::string& item = values.items.empty() ? kUnknown : values.items[0];
      return {{has_hole(item) ? kUnknown : std::to_string(item.size())}};
    }
    case ParameterOp::substring:
      if (values.is_list || values.joined) return {{kUnknown}};
      break;
    default:
      break;
  }
  for (std::string& item : values.items) item = changed(node, item);
  return values;
}

std::string Expansion::changed(const shell::Parameter& node, const std::string& value) {
  if (value == kUnknown) return value;
  const std::string given = node.word != nullptr ? Expansion(machine_).pattern(*node.word) : "";
  switch (node.op) {
    case ParameterOp::remove_prefix:
      return without_prefix(value, given, false);
    case ParameterOp::remove_prefix_long:
      return without_prefix(value, given, true);
    case ParameterOp::remove_suffix:
      return without_suffix(value, given, false);
    case ParameterOp::remove_suffix_long:
      return without_suffix(value, given, true);
    case ParameterOp::replace_first:
    case ParameterOp::replace_all:
    case ParameterOp::replace_prefix:
    case ParameterOp::replace_suffix:
      return replaced(node, value);
    case ParameterOp::substring:
      return substring(node, value);
    case ParameterOp::transform:
      if (node.transform == 'U') return with_case(kCaseOps[1], value, {});
      if (node.transform == 'L') return with_case(kCaseOps[3], value, {});
      if (node.transform == 'u') return with_case(kCaseOps[0], value, {});
      return kUnknown;
    default:
      break;
  }
  for (const CaseOp& op : kCaseOps) {
    if (op.op == node.op) return with_case(op, value, given);
  }
  return kUnknown;
}

std::string Expansion::replaced(const shell::Parameter& node, const std::string& value) {
  if (node.word == nullptr || value.size() > kMaxReplaced || has_hole(value)) return kUnknown;
  const std::string what = Expansion(machine_).pattern(*node.word);
  const std::string with = node.second != nullptr ? Expansion(machine_).text(*node.second) : "";
  if (node.op == ParameterOp::replace_suffix) {
    const std::string cut = without_suffix(value, what, true);
    return cut.size() < value.size() || fits(what, "") ? cut + with : value;
  }
  std::string result;
  for (std::size_t i = 0; i < value.size();) {
    const std::size_t length = longest_match(value, i, what);
    const bool wrong_place = node.op == ParameterOp::replace_prefix && i > 0;
    if (length == 0 || wrong_place) {
      result += value[i++];
      continue;
    }
    result += with;
    i += length;
    if (node.op != ParameterOp::replace_all) return result + value.substr(i);
  }
  return result;
}

std::string Expansion::substring(const shell::Parameter& node, const std::string& value) {
  if (node.word == nullptr || has_hole(value)) return kUnknown;
  const auto offset = number(Expansion(machine_).text(*node.word));
  if (!offset) return kUnknown;
  const auto size = static_cast<std::int64_t>(value.size());
  const std::int64_t begin =
      std::clamp<std::int64_t>(*offset < 0 ? size + *offset : *offset, 0, size);
  std::int64_t length = size - begin;
  if (node.second != nullptr) {
    const auto given = number(Expansion(machine_).text(*node.second));
    if (!given) return kUnknown;
    length = *given < 0 ? size + *given - begin : *given;
  }
  if (length < 0) return {};
  return value.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(length));
}

}  // namespace guards::effects
