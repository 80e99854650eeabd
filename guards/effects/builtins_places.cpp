// Source: bash 5.2 manual, 4.1, 6.8: cd, pwd, pushd, popd.
#include "guards/effects/builtins.h"

#include <utility>

#include "coord/base/path.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kUnknown;

}  // namespace

void Builtins::pwd(const Words&) {
  machine_.write_out(scope().cwd + "\n");
}

void Builtins::cd(const Words& words) {
  enter(words, false);
}

void Builtins::pushd(const Words& words) {
  enter(words, true);
}

void Builtins::change_folder(const std::string& to) {
  const std::string old = scope().cwd;
  scope().set("OLDPWD", old);
  scope().set("PWD", to);
  scope().cwd = has_hole(to) ? kUnknown : to;
}

namespace {

// Behind the flags; a lone "-" is none.
std::size_t first_operand(const commands::Words& words) {
  std::size_t at = 1;
  while (at < words.size() && words[at].text.size() > 1 && words[at].text[0] == '-') {
    if (words[at++].text == "--") break;
  }
  return at;
}

}  // namespace

void Builtins::enter(const Words& words, bool pushes) {
  const std::size_t at = first_operand(words);
  if (pushes && at >= words.size()) return popd(words);
  const Variable* variable = nullptr;
  if (at >= words.size()) variable = scope().find("HOME");
  if (at < words.size() && words[at].text == "-") {
    variable = scope().find("OLDPWD");
    if (variable == nullptr) {
      scope().status = 1;
      return;
    }
  }
  const std::string to = variable != nullptr ? variable->alternatives.front()
                         : at < words.size() ? words[at].text
                                             : machine_.variable("HOME").value_or(kUnknown);
  const std::string path = machine_.recorder_.absolute(to, scope().cwd);
  const There there = machine_.recorder_.files.there(path);
  if (pushes) scope().folders.push_back(scope().cwd);
  if (there == There::missing || there == There::file) {
    scope().status = 1;
    return;
  }
  if (there == There::unknown) scope().status.reset();
  change_folder(path);
}

void Builtins::popd(const Words&) {
  if (scope().folders.empty()) {
    scope().status = 1;
    return;
  }
  const std::string to = scope().folders.back();
  scope().folders.pop_back();
  change_folder(to);
}

}  // namespace guards::effects
