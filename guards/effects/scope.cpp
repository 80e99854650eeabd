#include "guards/effects/scope.h"

#include <algorithm>

#include "guards/commands/meaning.h"

namespace guards::effects {

namespace {

// How many values there are, one by one or a hole for all when they are too many.
void add_alternatives(Variable& mine, const Variable& other) {
  for (const std::string& value : other.alternatives) {
    if (std::ranges::find(mine.alternatives, value) == mine.alternatives.end()) {
      mine.alternatives.push_back(value);
    }
  }
  if (mine.alternatives.size() > Scope::kMaxAlternatives) {
    mine.alternatives = {commands::kUnknown};
  }
  if (mine.elements != other.elements) {
    for (const auto& [key, value] : other.elements) mine.elements.emplace(key, value);
  }
  mine.maybe_unset = mine.maybe_unset || other.maybe_unset;
}

}  // namespace

const Variable* Scope::find(std::string_view name) const {
  const auto at = variables_.find(name);
  return at == variables_.end() ? nullptr : &at->second;
}

Variable& Scope::make(std::string_view name) {
  auto at = variables_.find(name);
  if (at == variables_.end()) {
    at = variables_.emplace(std::string(name), Variable{{std::string()}}).first;
  }
  return at->second;
}

void Scope::set(std::string_view name, std::string value) {
  Variable& variable = make(name);
  variable.maybe_unset = false;
  variable.from_network = false;
  if (variable.is_array) {
    variable.elements[variable.is_map ? "0" : index_key(0)] = std::move(value);
  } else {
    variable.alternatives.clear();
    variable.alternatives.push_back(std::move(value));
  }
}

void Scope::unset(std::string_view name) {
  const auto at = variables_.find(name);
  if (at != variables_.end()) variables_.erase(at);
}

void Scope::start_child() {
  std::erase_if(variables_, [](const auto& entry) { return !entry.second.exported; });
  functions.clear();
  aliases.clear();
  expands_aliases = false;
}

void Scope::join(const Scope& other) {
  for (auto& [name, variable] : variables_) {
    const Variable* theirs = other.find(name);
    if (theirs == nullptr) {
      variable.maybe_unset = true;
    } else if (!(*theirs == variable)) {
      add_alternatives(variable, *theirs);
    }
  }
  for (const auto& [name, variable] : other.variables_) {
    if (find(name) == nullptr) variables_.emplace(name, variable).first->second.maybe_unset = true;
  }
  for (const auto& entry : other.functions) functions.insert(entry);
  for (const auto& entry : other.aliases) aliases.insert(entry);
  if (cwd != other.cwd) cwd = commands::kUnknown;
  if (arguments != other.arguments) arguments_known = false;
  if (status != other.status) status.reset();
  extglob = extglob || other.extglob;
  dotglob = dotglob || other.dotglob;
}

std::string index_key(long long index) {
  std::string digits = std::to_string(index);
  if (digits.size() < 8) digits.insert(0, 8 - digits.size(), '0');
  return digits;
}

}  // namespace guards::effects
