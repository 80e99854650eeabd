#include <algorithm>
#include <utility>

#include "guards/effects/expansion.h"
#include "guards/effects/machine.h"

namespace guards::effects {

namespace {

using commands::kUnknown;

constexpr std::size_t kMaxValue = 64U << 10U;

}  // namespace

void Machine::assign(const shell::Word& word, bool exported) {
  const shell::Assignment& node = *word.assignment;
  if (!node.value.empty() && node.value.front().kind == shell::PartKind::array) {
    return assign_array(node, shell::as<shell::Array>(node.value.front()));
  }
  const bool outer_network = std::exchange(met_.network, false);
  std::string value = Expansion(*this).text(node.value);
  const bool from_network = std::exchange(met_.network, outer_network);
  if (node.index != nullptr) return assign_element(node, value);
  std::string name(node.name);
  if (const Variable* old = shell_.scope.find(name); old != nullptr && old->reference) {
    name = old->alternatives.front();
  }
  const Variable* old = shell_.scope.find(name);
  if (old != nullptr && old->integer) value = Expansion(*this).integer(value);
  if (node.append && old != nullptr && !old->is_array) {
    const auto& all = old->alternatives;
    choices_ = std::max(choices_, all.size());
    value.insert(0, all[std::min(choice_, all.size() - 1)]);
  }
  if (value.size() > kMaxValue) value = kUnknown;
  if (choice_ > 0 && old != nullptr && !old->is_array) {
    shell_.scope.make(name).alternatives.push_back(std::move(value));
  } else {
    shell_.scope.set(name, std::move(value));
  }
  if (exported) shell_.scope.make(name).exported = true;
  if (from_network) shell_.scope.make(name).from_network = true;
}

void Machine::assign_element(const shell::Assignment& node, const std::string& value) {
  const Variable* old = shell_.scope.find(node.name);
  const bool is_map = old != nullptr && old->is_map;
  std::string key = Expansion(*this).text(*node.index);
  if (!is_map) {
    const auto at = Expansion(*this).number(key);
    key = at ? index_key(*at) : kUnknown;
  }
  Variable& variable = shell_.scope.make(node.name);
  variable.is_array = true;
  if (node.append) {
    variable.elements[key] += value;
  } else {
    variable.elements[key] = value;
  }
}

void Machine::assign_array(const shell::Assignment& node, const shell::Array& array) {
  std::vector<std::pair<std::string, std::string>> pairs;
  Variable& variable = shell_.scope.make(node.name);
  if (!node.append) variable.elements.clear();
  const bool is_map = variable.is_map;
  auto next = static_cast<long long>(variable.elements.size());
  const auto key_at = [&](const shell::Word& index) {
    std::string text = Expansion(*this).text(index);
    if (!is_map) next = Expansion(*this).number(text).value_or(next);
    ++next;
    return is_map ? text : index_key(next - 1);
  };
  for (const shell::Word& element : array.elements) {
    if (element.assignment != nullptr && element.assignment->index != nullptr) {
      std::string key = key_at(*element.assignment->index);
      pairs.emplace_back(std::move(key), Expansion(*this).text(element.assignment->value));
      continue;
    }
    for (commands::Word& word : Expansion(*this).words(element)) {
      pairs.emplace_back(index_key(next++), std::move(word.text));
    }
  }
  Variable& target = shell_.scope.make(node.name);
  target.is_array = true;
  target.maybe_unset = false;
  for (auto& [key, value] : pairs) target.elements[key] = std::move(value);
}

}  // namespace guards::effects
