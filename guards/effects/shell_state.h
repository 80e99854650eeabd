// shell_state.h - one shell at one point of the text.
// Shape:  plain values; a subshell works on a copy of Shell.
// Units:  Limits count steps, texts in texts, rounds.
// Errors: none.
// Source: ADR-0020.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "guards/effects/scope.h"
#include "guards/effects/streams.h"
#include "guards/span.h"

namespace guards::effects {

// How a statement left: on to the next one, or out of a loop, a function, the shell.
enum class Flow : unsigned char { next, leave_loop, next_round, leave_function, leave_shell };

// One shell: what a subshell copies.
struct Shell {
  Scope scope;
  Descriptors descriptors;
  std::map<std::string, std::string, std::less<>> traps;
  Flow flow = Flow::next;
};

// Shell text that stood in a word, a file or a variable.
struct Text {
  std::string text;
  Span span;  // of the word
};

// What went into the words that were expanded last.
struct Met {
  bool unset = false;    // a variable nobody has set
  bool network = false;  // text that comes from there
};

struct Limits {
  std::size_t steps = 20'000;                    // simple commands
  static constexpr std::size_t kTextSteps = 30;  // reading a text costs as much as so many
  int depth = 40;                                // texts in texts, functions in functions
  int rounds = 64;                               // of one loop
};

}  // namespace guards::effects
