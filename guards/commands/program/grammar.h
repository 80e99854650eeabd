// grammar.h - pieces of a program that are found before they are followed.
// Shape:  plain values.
// Units:  begin, end, defaults: indices of tokens.
// Errors: none.
// Source: ADR-0042.
#pragma once

#include <string>
#include <vector>

#include "guards/commands/program/memory.h"
#include "guards/commands/program/token.h"

namespace guards::commands::program {

inline constexpr int kMaxNesting = 160;  // of expressions and operands

// name = ...; a, b = ...; {a: b} = ...
struct Assignment {
  std::vector<Target> targets = {};  // empty: none stands here
  bool spread = false;
  bool adds = false;       // +=
  std::size_t length = 0;  // tokens, the sign included
};

// How a list of values ends and names them.
enum class Listing : std::uint8_t { call, bare, braces };

struct Function {
  std::string name = {};
  std::vector<std::string> parameters = {};
  std::vector<std::size_t> defaults = {};  // tokens; 0 for none
  const Stream* stream = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool ran = false;
};

}  // namespace guards::commands::program
