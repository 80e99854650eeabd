#include "guards/effects/look.h"

#include <utility>

namespace guards::effects {

std::string Look::absolute(const std::string& path) const {
  return machine_.recorder_.absolute(path, machine_.shell_.scope.cwd);
}

There Look::there(const std::string& path) const {
  return machine_.recorder_.files.there(absolute(path));
}

std::optional<std::string> Look::content(const std::string& path) const {
  if (path == "-" || path == "/dev/stdin") return input();
  return machine_.recorder_.files.content(absolute(path));
}

std::optional<std::string> Look::piece(const std::string& path, std::uint64_t from,
                                       std::size_t most) const {
  return machine_.recorder_.files.piece(absolute(path), from, most);
}

std::optional<commands::Facts> Look::facts(const std::string& path) const {
  return machine_.recorder_.files.facts(absolute(path));
}

std::optional<std::vector<std::string>> Look::list(const std::string& path) const {
  return machine_.recorder_.files.list(absolute(path));
}

std::optional<std::string> Look::link(const std::string& path) const {
  return machine_.recorder_.files.link(absolute(path));
}

std::optional<std::string> Look::variable(const std::string& name) const {
  const Variable* own = machine_.shell_.scope.find(name);
  auto outside = machine_.variable(name);
  if (own == nullptr) return outside;
  // What came from outside is handed on, whatever it is now.
  if (!own->exported && !outside) return std::nullopt;
  return own->alternatives.front();
}

std::optional<std::string> Look::input() const {
  const auto at = machine_.shell_.descriptors.find(0);
  if (at == machine_.shell_.descriptors.end() || !at->second.input) return std::nullopt;
  Input& input = *at->second.input;
  const std::size_t from = std::exchange(input.at, input.text.size());
  return input.text.substr(from);
}

bool Look::wants_output() const {
  return machine_.is_heard(1);
}

}  // namespace guards::effects
