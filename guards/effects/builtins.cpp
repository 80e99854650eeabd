#include "guards/effects/builtins.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/print.h"
#include "guards/effects/condition.h"
#include "guards/effects/expansion.h"

namespace guards::effects {

namespace {

using commands::Builtin;
using commands::has_hole;
using commands::kHole;

const std::string kUnknown(1, kHole);

}  // namespace

std::string shell_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

void Builtins::run(Builtin builtin, const Words& words) {
  struct Row {
    Builtin builtin;
    void (Builtins::*act)(const Words&);
  };
  // clang-format off
  static constexpr Row kRows[] = {
      {Builtin::alias, &Builtins::alias},
      {Builtin::break_loop, &Builtins::leave_loop},
      {Builtin::builtin, &Builtins::run_inner},
      {Builtin::cd, &Builtins::cd},
      {Builtin::command, &Builtins::run_inner},
      {Builtin::continue_loop, &Builtins::next_round},
      {Builtin::declare, &Builtins::declare},
      {Builtin::dirs, &Builtins::pwd},
      {Builtin::echo, &Builtins::echo},
      {Builtin::eval, &Builtins::eval},
      {Builtin::exec, &Builtins::exec},
      {Builtin::exit, &Builtins::leave_shell},
      {Builtin::history, &Builtins::history},
      {Builtin::let, &Builtins::let},
      {Builtin::map_file, &Builtins::map_file},
      {Builtin::nothing, &Builtins::nothing},
      {Builtin::popd, &Builtins::popd},
      {Builtin::print, &Builtins::print},
      {Builtin::pushd, &Builtins::pushd},
      {Builtin::pwd, &Builtins::pwd},
      {Builtin::read, &Builtins::read},
      {Builtin::return_from, &Builtins::leave_function},
      {Builtin::set, &Builtins::set},
      {Builtin::shift, &Builtins::shift},
      {Builtin::shopt, &Builtins::shopt},
      {Builtin::source, &Builtins::source},
      {Builtin::succeed, &Builtins::succeed},
      {Builtin::fail, &Builtins::fail},
      {Builtin::test, &Builtins::test},
      {Builtin::trap, &Builtins::trap},
      {Builtin::unalias, &Builtins::unalias},
      {Builtin::unset, &Builtins::unset},
  };
  // clang-format on
  if (builtin != Builtin::exit && builtin != Builtin::return_from) scope().status = 0;
  for (const Row& row : kRows) {
    if (row.builtin == builtin) return (this->*row.act)(words);
  }
}

void Builtins::succeed(const Words&) {}

void Builtins::fail(const Words&) {
  scope().status = 1;
}

void Builtins::nothing(const Words&) {
  scope().status.reset();
  machine_.write_out(kUnknown);
}

void Builtins::pwd(const Words&) {
  machine_.write_out(scope().cwd + "\n");
}

void Builtins::leave_loop(const Words&) {
  leave(Flow::leave_loop, {});
}
void Builtins::next_round(const Words&) {
  leave(Flow::next_round, {});
}
void Builtins::leave_function(const Words& words) {
  leave(Flow::leave_function, words);
}
void Builtins::leave_shell(const Words& words) {
  leave(Flow::leave_shell, words);
}

void Builtins::cd(const Words& words) {
  enter(words, false);
}
void Builtins::pushd(const Words& words) {
  enter(words, true);
}

void Builtins::unalias(const Words& words) {
  for (const auto& word : words) scope().aliases.erase(word.text);
}

void Builtins::alias(const Words& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto equals = words[i].text.find('=');
    if (equals == std::string::npos) continue;
    scope().aliases[words[i].text.substr(0, equals)] = words[i].text.substr(equals + 1);
  }
}

void Builtins::leave(Flow flow, const Words& words) {
  machine_.shell_.flow = flow;
  if (words.size() > 1) {
    const auto status = base::to_int(words[1].text);
    scope().status = status ? std::optional<int>(static_cast<int>(*status & 255)) : std::nullopt;
  }
}

void Builtins::run_inner(const Words& given) {
  Words words = given;
  std::size_t at = 1;
  while (at < words.size() && words[at].text.starts_with('-')) {
    if (words[at].text == "-v" || words[at].text == "-V") {  // only tells where the command is
      scope().status.reset();
      return machine_.write_out(kUnknown);
    }
    ++at;
  }
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  if (words.empty()) return;
  auto functions = std::exchange(scope().functions, {});
  machine_.run_words(std::move(words), span_);
  functions.insert(scope().functions.begin(), scope().functions.end());
  scope().functions = std::move(functions);
}

void Builtins::change_folder(const std::string& to) {
  const std::string old = scope().cwd;
  scope().set("OLDPWD", old);
  scope().set("PWD", to);
  scope().cwd = has_hole(to) ? kUnknown : to;
}

void Builtins::enter(const Words& words, bool pushes) {
  std::size_t at = 1;
  while (at < words.size() && words[at].text.size() > 1 && words[at].text[0] == '-') {
    const bool ends = words[at].text == "--";
    ++at;
    if (ends) break;
  }
  if (pushes && at >= words.size()) return popd(words);
  std::string to =
      at < words.size() ? words[at].text : machine_.variable("HOME").value_or(kUnknown);
  if (at >= words.size()) {
    if (const Variable* home = scope().find("HOME")) to = home->alternatives.front();
  }
  if (to == "-") {
    const Variable* old = scope().find("OLDPWD");
    if (old == nullptr) {
      scope().status = 1;
      return;
    }
    to = old->alternatives.front();
  }
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
  if (variable.integer) {
    const auto number = Expansion(machine_).number(value);
    value = number ? std::to_string(*number) : kUnknown;
  }
  scope().set(name, std::move(value));
}

void Builtins::echo(const Words& words) {
  bool newline = true;
  bool escapes = false;
  std::size_t at = 1;
  for (; at < words.size(); ++at) {
    const std::string& text = words[at].text;
    if (text.size() < 2 || text[0] != '-' ||
        text.find_first_not_of("neE", 1) != std::string::npos) {
      break;
    }
    newline = newline && text.find('n') == std::string::npos;
    escapes = escapes || text.find('e') != std::string::npos;
  }
  std::string line;
  for (; at < words.size(); ++at) {
    line += words[at].text;
    if (at + 1 < words.size()) line += ' ';
  }
  if (escapes) line = commands::unescaped(line);
  if (newline) line += '\n';
  machine_.write_out(line);
}

void Builtins::eval(const Words& words) {
  std::string text;
  Span span = span_;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!text.empty()) text += ' ';
    text += words[i].text;
  }
  if (words.size() > 1) span = {words[1].span.begin, words.back().span.end};
  machine_.run_text({text, span});
}

void Builtins::exec(const Words& given) {
  Words words = given;
  std::size_t at = 1;
  while (at < words.size() && words[at].text.starts_with('-')) {
    at += words[at].text == "-a" ? 2U : 1U;
  }
  if (at >= words.size()) return;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  machine_.run_words(std::move(words), span_);
  machine_.shell_.flow = Flow::leave_shell;
}

void Builtins::history(const Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].text != "-w" && words[i].text != "-a") continue;
    commands::Touch touch{.verb = Verb::write,
                          .how = How::overwrite,
                          .path = words[i + 1].text,
                          .span = machine_.placed(words[i + 1].span)};
    if (words[i].text == "-a") touch.how = How::append;
    machine_.recorder_.touch(touch, {"history", scope().cwd, machine_.maybe_ > 0});
  }
  machine_.write_out(kUnknown);
}

void Builtins::let(const Words& words) {
  std::optional<std::int64_t> value;
  for (std::size_t i = 1; i < words.size(); ++i) value = Expansion(machine_).number(words[i].text);
  scope().status.reset();
  if (value) scope().status = *value != 0 ? 0 : 1;
}

std::optional<std::string> Builtins::next_line(int descriptor, char end) {
  const auto at = machine_.shell_.descriptors.find(descriptor);
  if (at == machine_.shell_.descriptors.end()) return kUnknown;
  if (!at->second.input) return kUnknown;
  Input& input = *at->second.input;
  if (input.at >= input.text.size()) return std::nullopt;
  const auto stop = std::min(input.text.find(end, input.at), input.text.size());
  std::string line = input.text.substr(input.at, stop - input.at);
  input.at = stop + 1;
  return line;
}

void Builtins::read(const Words& words) {
  int descriptor = 0;
  char end = '\n';
  std::string array;
  std::vector<std::string> names;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    if (text.size() < 2 || text[0] != '-') {
      names.push_back(text);
      continue;
    }
    const char flag = text.back();
    if (std::string_view("adinNptu").find(flag) == std::string_view::npos) continue;
    if (i + 1 >= words.size()) break;
    const std::string& value = words[++i].text;
    if (flag == 'd') end = value.empty() ? '\0' : value[0];
    if (flag == 'a') array = value;
    if (flag == 'u') descriptor = static_cast<int>(base::to_int(value).value_or(0));
  }
  const auto line = next_line(descriptor, end);
  scope().status = line ? std::optional<int>(0) : std::optional<int>(1);
  if (line && *line == kUnknown) scope().status.reset();
  if (names.empty() && array.empty()) names.push_back("REPLY");
  const auto fields =
      commands::fields_of(line.value_or(""), names.size(), machine_.variable_or("IFS", " \t\n"));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool unknown = line && *line == kUnknown;
    scope().set(names[i], unknown ? kUnknown : i < fields.size() ? fields[i] : "");
  }
  if (array.empty()) return;
  Variable& variable = scope().make(array);
  variable.is_array = true;
  variable.elements.clear();
  long long index = 0;
  for (const std::string& field : commands::fields_of(line.value_or(""), SIZE_MAX, " \t\n")) {
    variable.elements[index_key(index++)] = field;
  }
}

void Builtins::map_file(const Words& words) {
  std::string name = "MAPFILE";
  char end = '\n';
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    if (text.starts_with('-')) {
      const bool takes = std::string_view("dnOsuCc").find(text.back()) != std::string_view::npos;
      if (takes && i + 1 < words.size()) {
        if (text.back() == 'd') end = words[i + 1].text.empty() ? '\0' : words[i + 1].text[0];
        ++i;
      }
      continue;
    }
    name = text;
  }
  Variable& variable = scope().make(name);
  variable.is_array = true;
  variable.elements.clear();
  long long index = 0;
  while (index < static_cast<long long>(Scope::kMaxAlternatives) * 32) {
    const auto line = next_line(0, end);
    if (!line) break;
    variable.elements[index_key(index++)] = *line;
    if (*line == kUnknown) break;
  }
}

void Builtins::print(const Words& words) {
  std::size_t at = 1;
  std::string into;
  if (words.size() > 2 && words[1].text == "-v") {
    into = words[2].text;
    at = 3;
  }
  if (at < words.size() && words[at].text == "--") ++at;
  if (at >= words.size()) return;
  std::vector<std::string> arguments;
  for (std::size_t i = at + 1; i < words.size(); ++i) arguments.push_back(words[i].text);
  std::string text = commands::formatted(words[at].text, arguments);
  if (into.empty()) return machine_.write_out(text);
  scope().set(into, std::move(text));
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

void Builtins::source(const Words& words) {
  Words script(words.begin() + 1, words.end());
  if (!script.empty() && script[0].text == "--") script.erase(script.begin());
  machine_.run_script(script, true);
}

void Builtins::test(const Words& words) {
  std::span<const commands::Word> inside(words);
  inside = inside.subspan(1);
  if (words[0].text == "[" && !inside.empty() && inside.back().text == "]") {
    inside = inside.first(inside.size() - 1);
  }
  scope().status = Condition(machine_).test(inside);
}

void Builtins::trap(const Words& words) {
  if (words.size() < 3 || words[1].text == "-l" || words[1].text == "-p") return;
  for (std::size_t i = 2; i < words.size(); ++i) {
    std::string signal = words[i].text;
    if (signal == "0") signal = "EXIT";
    if (words[1].text == "-" || words[1].text.empty()) {
      machine_.shell_.traps.erase(signal);
    } else if (signal == "EXIT") {
      machine_.shell_.traps[signal] = words[1].text;
    } else {  // a signal, an error or every command may set it off at any time
      machine_.in_subshell([&] {
        ++machine_.maybe_;
        machine_.run_text({words[1].text, words[1].span});
        --machine_.maybe_;
        machine_.shell_.flow = Flow::next;
      });
    }
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
