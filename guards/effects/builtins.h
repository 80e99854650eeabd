// builtins.h - what the shell's own commands do to the machine.
// Shape:  short-lived helper of a Machine; one method a builtin.
// Source: bash 5.2 manual, chapter 4.
#pragma once

#include <string>
#include <string_view>

#include "guards/commands/builtins.h"
#include "guards/effects/machine.h"

namespace guards::effects {

class Builtins {
 public:
  Builtins(Machine& machine, Span span) : machine_(machine), span_(span) {}

  // words[0] is the name.
  void run(commands::Builtin builtin, const commands::Words& words);

 private:
  using Words = commands::Words;

  void alias(const Words& words);
  void leave_loop(const Words& words);
  void next_round(const Words& words);
  void leave_function(const Words& words);
  void leave_shell(const Words& words);
  void run_inner(const Words& words);
  void cd(const Words& words);
  void pushd(const Words& words);
  void popd(const Words& words);
  void declare(const Words& words);
  void echo(const Words& words);
  void eval(const Words& words);
  void exec(const Words& words);
  void fail(const Words& words);
  void history(const Words& words);
  void let(const Words& words);
  void map_file(const Words& words);
  void nothing(const Words& words);
  void print(const Words& words);
  void pwd(const Words& words);
  void read(const Words& words);
  void set(const Words& words);
  void shift(const Words& words);
  void shopt(const Words& words);
  void source(const Words& words);
  void succeed(const Words& words);
  void test(const Words& words);
  void trap(const Words& words);
  void unalias(const Words& words);
  void unset(const Words& words);

  void leave(Flow flow, const Words& words);
  void enter(const Words& words, bool pushes);
  void declare_one(const std::string& text, const Variable& kind, bool is_local);
  void change_folder(const std::string& to);
  std::optional<std::string> next_line(int descriptor, char end);
  Scope& scope() { return machine_.shell_.scope; }

  Machine& machine_;
  Span span_;
};

}  // namespace guards::effects
