// awk_program.h - what an awk program itself names: files, commands, variables.
// Shape:  pure function over the text; program text is never run.
// Units:  texts may hold holes (meaning.h) where a value is known only when it runs.
// Errors: none: what is no awk is passed over.
// Source: ADR-0045; POSIX.1-2017 XCU awk; gawk(1) 5.2.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/spec.h"

namespace guards::commands {

struct AwkUse {
  Role role = Role::in;              // in, out, append: a path; shell: a command
  std::string text;                  // may hold holes
  std::optional<std::string> input;  // shell: what is printed into it
};

struct AwkProgram {
  std::vector<AwkUse> uses;
  bool reads_operands = false;  // false: BEGIN only
};

// `values`: variables known from outside; "FILENAME" is one of them.
AwkProgram read_awk(std::string_view text, std::map<std::string, std::string> values);

}  // namespace guards::commands
