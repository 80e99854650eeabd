// arguments.h - the words of a call sorted into flags and operands by its synopsis.
// Shape:  values; the pointers live as long as the call's words.
// Units:  an operand's role comes from the row and from flags that change it.
// Errors: none: an unknown flag takes nothing.
// Source: POSIX.1-2017 XBD 12.2 (utility syntax) and GNU getopt_long(3) as most tools read them.
#pragma once

#include <string_view>
#include <vector>

#include "guards/commands/meaning.h"
#include "guards/commands/synopsis.h"

namespace guards::commands {

struct GivenFlag {
  std::string name;  // "-o" or "--output"
  const Command* row = nullptr;
  FlagSpec spec;
  Word value;
  bool has_value = false;
};

struct Operand {
  Role role = Role::value;
  Word word;
};

struct Arguments {
  std::vector<GivenFlag> flags;
  std::vector<Operand> operands;
  Words rest;       // from the word of role COMMAND or VERB on
  Words variables;  // NAME=value in front of it

  bool has(std::string_view flag) const { return find(flag) != nullptr; }
  // Any of the blank-separated flags.
  bool has_any(std::string_view flags) const;
  const GivenFlag* find(std::string_view flag) const;
  // The last value of any of the blank-separated flags, or null.
  const Word* value(std::string_view flags) const;
};

Arguments read_arguments(const Call& call);

}  // namespace guards::commands
