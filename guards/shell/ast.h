// ast.h - what a shell text says: blocks of statements, pipelines, commands, redirections.
// Shape:  read-only nodes in the arena of a Tree; the kinds of command are in commands.h.
// Units:  spans are byte offsets into the outermost source; views live as long as Tree and source.
// Errors: none; what was too deep or too long to read is an UnknownCommand.
// Source: bash 5.2 manual, chapters 3.2 and 3.6; ADR-0018; docs/spec/shell.md.
#pragma once

#include <cstdint>
#include <string_view>

#include "guards/shell/words.h"

namespace guards::shell {

struct HereDoc {
  Span span;         // the body, without the closing line
  List<Part> parts;  // one literal when the delimiter was quoted; tabs of <<- removed
  bool quoted = false;
  bool broken = false;  // holds an expansion that is no bash: complained about only when it runs
  bool closed = true;   // false: the text ended before the delimiter came
};

struct Redirect {
  Span span;
  RedirectOp op = RedirectOp::read;
  std::int32_t fd = -1;           // as written; -1: the operator's default
  std::string_view fd_variable;   // {name}> stores a new descriptor in `name`
  const Word* target = nullptr;   // file, descriptor, here-string or here-doc delimiter
  const HereDoc* here = nullptr;  // here_doc only; null when no line followed
  const Redirect* next = nullptr;
};

// One command of a pipeline; see the derived types.
struct Command {
  CommandKind kind;
  Span span;
  List<Redirect> redirects;
  bool pipes_stderr = false;  // `|&` to the next one
  const Command* next = nullptr;
};

struct Pipeline {
  Span span;
  List<Command> commands;  // empty for a lone `!` or `time`
  Joiner joiner = Joiner::none;
  bool negated = false;
  bool timed = false;
  const Pipeline* next = nullptr;
};

// Pipelines joined by && and ||, up to ; & or a newline.
struct Statement {
  Span span;
  List<Pipeline> pipelines;
  bool background = false;
  const Statement* next = nullptr;
};

struct Block {
  Span span;
  List<Statement> statements;
};

}  // namespace guards::shell
