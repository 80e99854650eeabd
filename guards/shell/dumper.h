// dumper.h - writes a tree as one line: the two halves behind dump.h.
// Shape:  resource; filled once, then taken.
// Errors: none.
// Source: docs/spec/shell.md section 5.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "guards/shell/tree.h"

namespace guards::shell {

class Dumper {
 public:
  std::string take() { return std::move(out_); }

  void block(const Block& block);
  void word(const Word& word);

 private:
  // dump.cpp
  void statement(const Statement& statement);
  void pipeline(const Pipeline& pipeline);
  void command(const Command& command);
  void body(const Command& command);
  void headed(std::string_view head, const Block* inside);
  void simple(const Simple& command);
  void if_then(const If& command);
  void loop(const Loop& command);
  void for_each(const ForEach& command);
  void arith_for(const ArithFor& command);
  void case_of(const Case& command);
  void function(const Function& function);
  void coproc(const Coproc& coproc);
  void test(const TestNode& node);
  void redirect(const Redirect& redirect);

  // dump_words.cpp
  void text(std::string_view bytes);
  void words(const List<Word>& words, std::string_view between);
  void assignment(const Assignment& assignment);
  void bracketed(const Word& index);
  void parts(const List<Part>& parts);
  void part(const Part& part);
  void literal(const Literal& literal);
  void double_quoted(const DoubleQuoted& quoted);
  void ext_glob(const ExtGlob& glob);
  void command_subst(const CommandSubst& subst);
  void parameter(const Parameter& parameter);

  std::string out_;
};

}  // namespace guards::shell
