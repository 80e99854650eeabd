// machine.h - runs a tree without running it: what each command would touch, in order.
// Shape:  resource, pinned; one per understand(); a copy of Shell is a subshell.
// Units:  spans in the outermost text.
// Errors: none: what is beyond the budgets becomes Unknown.
// Source: ADR-0020.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/world.h"
#include "guards/commands/meaning.h"
#include "guards/effects/recorder.h"
#include "guards/effects/shell_state.h"
#include "guards/place.h"
#include "guards/shell/parser.h"

namespace guards::effects {

class Machine {
 public:
  Machine(Recorder& recorder, base::World& world, const Place& place);
  Machine(const Machine&) = delete;

  // The whole text in a fresh shell that stands in `cwd`.
  void run(std::string_view text, const std::string& cwd);

 private:
  friend class Builtins;
  friend class Condition;
  friend class Expansion;
  friend class External;
  friend class Look;

  // control.cpp
  void run_block(const shell::Block* block);
  void run_statement(const shell::Statement& statement);
  void run_pipeline(const shell::Pipeline& pipeline);
  void run_pipe(const shell::Pipeline& pipeline);
  void run_command(const shell::Command& command);
  void run_compound(const shell::Command& command);
  void run_if(const shell::If& node);
  void run_case(const shell::Case& node);
  // A way that is not taken as far as we can tell: shown as maybe, leaves no trace.
  void run_aside(const shell::Block* body);
  void run_either(const shell::Branch& first, const shell::If& node);
  void run_trap(std::string_view signal);
  // `body` may or may not run: effects are maybe, both ways are joined.
  void perhaps(const std::function<void()>& body);
  // `body` in a copy of this shell.
  void in_subshell(const std::function<void()>& body);

  // loops.cpp
  void run_loop(const shell::Loop& node);
  void run_for(const shell::ForEach& node);
  void run_arith_for(const shell::ArithFor& node);
  bool run_round(const shell::Block* body);
  // A body that runs an unknown number of times.
  void run_vaguely(const std::function<void()>& body);

  // simple.cpp
  void run_simple(const shell::Simple& node);
  void run_simple_once(const shell::Simple& node);
  void assign_arrays(const shell::Simple& node);
  void run_words(commands::Words words, Span span);
  void run_function(const shell::Function& function, const commands::Words& words);
  // As one effect, for rules about commands.
  void note_program(const commands::Words& words);

  // redirect.cpp
  bool redirect(const shell::Redirect& node);
  bool open_file(const shell::Redirect& node, int descriptor);
  bool duplicate(const shell::Redirect& node, int descriptor);

  // assign.cpp
  void assign(const shell::Word& word, bool exported);
  void assign_array(const shell::Assignment& node, const shell::Array& array);
  void assign_element(const shell::Assignment& node, const std::string& value);

  // texts.cpp
  void run_text(const Text& text);
  void run_script(const commands::Words& words, bool in_this_shell);
  void start_shell(const commands::Words& words);
  void run_input_as_program(const std::string& by, Span span);
  Capture capture(const std::function<void()>& body);
  void write_out(std::string_view text, int descriptor = 1);
  bool is_heard(int descriptor) const;
  void mark_network();
  void doubt(std::string why, Span span, const commands::Words& words = {}, bool program = false);
  // The span, or the word around a nested text when it has none of its own.
  Span placed(Span span) const;
  std::optional<std::string> variable(std::string_view name);
  std::string variable_or(std::string_view name, std::string_view otherwise);
  bool spend(Span span);

  Recorder& recorder_;
  base::World& world_;
  const Place& place_;
  Limits limits_;
  Shell shell_;
  std::deque<shell::Tree> trees_;  // functions outlive the text that made them
  std::deque<std::string> texts_;
  std::string_view source_;
  Span around_;             // of the word a nested text stands in
  std::size_t choice_ = 0;  // which alternative of each variable
  std::size_t choices_ = 1;
  Met met_;
  bool network_words_ = false;  // those of the command that runs hold text from there
  int maybe_ = 0;
  int depth_ = 0;
  int next_pipe_ = 63;
};

}  // namespace guards::effects
