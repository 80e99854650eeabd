// tree.h - a parsed shell text and the memory it lives in.
// Shape:  resource, move-only; nodes and views die with it.
// Units:  byte offsets.
// Errors: a text that is no bash has `error`; what stood on the lines before it is in the tree.
// Source: ADR-0018; docs/spec/shell.md.
#pragma once

#include <optional>
#include <string>

#include "guards/shell/arena.h"
#include "guards/shell/commands.h"

namespace guards::shell {

struct SyntaxError {
  Span span;         // the byte or word bash would point at
  std::string what;  // "unexpected `)'"
  // bash reads line by line: statements that end before this offset do run, later ones never.
  std::uint32_t runs_until = 0;
};

struct Tree {
  Arena arena;
  const Block* block = nullptr;  // never null after parse()
  std::optional<SyntaxError> error;
  bool complete = true;        // false: an Unknown node stands for what was beyond the budget
  bool needs_extglob = false;  // bash takes it only with `shopt -s extglob`
};

}  // namespace guards::shell
