#include <algorithm>

#include "coord/base/text.h"
#include "guards/commands/meaning.h"
#include "guards/effects/expansion.h"
#include "guards/effects/value_changes.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kUnknown;
using shell::ParameterOp;

constexpr std::size_t kMaxReplaced = 4096;  // matching is quadratic in the value

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
  switch (node.op) {
    case ParameterOp::replace_first:
    case ParameterOp::replace_all:
    case ParameterOp::replace_prefix:
    case ParameterOp::replace_suffix:
      return replaced(node, value);
    case ParameterOp::substring:
      return substring(node, value);
    case ParameterOp::transform:
      return transformed(node.transform, value).value_or(kUnknown);
    default:
      break;
  }
  const std::string given = node.word != nullptr ? Expansion(machine_).pattern(*node.word) : "";
  return changed_by(node.op, value, given).value_or(kUnknown);
}

std::string Expansion::replaced(const shell::Parameter& node, const std::string& value) {
  if (node.word == nullptr || value.size() > kMaxReplaced || has_hole(value)) return kUnknown;
  const std::string what = Expansion(machine_).pattern(*node.word);
  const std::string with = node.second != nullptr ? Expansion(machine_).text(*node.second) : "";
  return with_replaced(node.op, value, what, with);
}

std::string Expansion::substring(const shell::Parameter& node, const std::string& value) {
  if (node.word == nullptr || has_hole(value)) return kUnknown;
  const auto offset = number(Expansion(machine_).text(*node.word));
  if (!offset) return kUnknown;
  if (node.second == nullptr) return part_of(value, *offset, std::nullopt);
  const auto length = number(Expansion(machine_).text(*node.second));
  return length ? part_of(value, *offset, length) : kUnknown;
}

}  // namespace guards::effects
