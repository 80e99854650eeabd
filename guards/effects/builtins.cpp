#include "guards/effects/builtins.h"

#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/print.h"
#include "guards/effects/condition.h"
#include "guards/effects/expansion.h"

namespace guards::effects {

namespace {

using commands::Builtin;
using commands::kUnknown;

}  // namespace

void Builtins::run(Builtin builtin, const Words& words) {
  struct Row {
    Builtin builtin;
    void (Builtins::*act)(const Words&);
  };
  // clang-format off
  static constexpr auto kRows = std::to_array<Row>({
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
  });
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

void Builtins::nothing(const Words& words) {
  machine_.note_program(words);  // `kill` and its like are somebody's rule
  scope().status.reset();
  machine_.write_out(kUnknown);
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

}  // namespace guards::effects
