// commands.h - the kinds of command a pipeline is made of.
// Shape:  read-only nodes; a Command& is looked into with as<T>() or get_if<T>() (node.h).
// Units:  as ast.h.
// Source: bash 5.2 manual, chapters 3.2.4-3.3; docs/spec/shell.md.
#pragma once

#include <string_view>

#include "guards/shell/ast.h"
#include "guards/shell/test_node.h"

namespace guards::shell {

// a=1 b=2 name arguments; no words at all: assignments for this shell (or only redirections).
struct Simple : Command {
  static constexpr CommandKind kKind = CommandKind::simple;
  List<Word> assignments;  // every one has `assignment`
  List<Word> words;
};

// { ...; }
struct Group : Command {
  static constexpr CommandKind kKind = CommandKind::group;
  const Block* body = nullptr;
};

// ( ... )
struct Subshell : Command {
  static constexpr CommandKind kKind = CommandKind::subshell;
  const Block* body = nullptr;
};

// One `if` or `elif`.
struct Branch {
  const Block* condition = nullptr;
  const Block* body = nullptr;
  const Branch* next = nullptr;
};

struct If : Command {
  static constexpr CommandKind kKind = CommandKind::if_then;
  List<Branch> branches;
  const Block* otherwise = nullptr;
};

// while and until
struct Loop : Command {
  static constexpr CommandKind kKind = CommandKind::loop;
  const Block* condition = nullptr;
  const Block* body = nullptr;
  bool until = false;
};

// for name in words; select the same.
struct ForEach : Command {
  static constexpr CommandKind kKind = CommandKind::for_each;
  std::string_view name;
  List<Word> words;
  bool over_arguments = false;  // no `in`: over "$@"
  bool select = false;
  const Block* body = nullptr;
};

// for ((start; condition; step)); a missing one is a word without parts.
struct ArithFor : Command {
  static constexpr CommandKind kKind = CommandKind::arith_for;
  List<Part> start;
  List<Part> condition;
  List<Part> step;
  const Block* body = nullptr;
};

struct CaseItem {
  Span span;
  List<Word> patterns;
  const Block* body = nullptr;
  CaseEnd end = CaseEnd::leave;
  const CaseItem* next = nullptr;
};

struct Case : Command {
  static constexpr CommandKind kKind = CommandKind::case_of;
  const Word* subject = nullptr;
  List<CaseItem> items;
};

// name() body, function name body; redirections written after it belong to the body.
struct Function : Command {
  static constexpr CommandKind kKind = CommandKind::function;
  const Word* name = nullptr;
  const Command* body = nullptr;
};

struct Coproc : Command {
  static constexpr CommandKind kKind = CommandKind::coproc;
  std::string_view name;  // "COPROC" when not written
  const Command* body = nullptr;
};

// [[ ... ]]
struct Test : Command {
  static constexpr CommandKind kKind = CommandKind::test;
  const TestNode* root = nullptr;
};

// (( ... ))
struct ArithCommand : Command {
  static constexpr CommandKind kKind = CommandKind::arith;
  List<Part> parts;
};

// What was beyond the budget.
struct UnknownCommand : Command {
  static constexpr CommandKind kKind = CommandKind::unknown;
};

}  // namespace guards::shell
