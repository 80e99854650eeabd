// block_reader.h - statements, pipelines and commands: the grammar above words.
// Shape:  recursive descent on one Scan; one instance per block that starts a text or a
// parenthesis. Units:  positions in the text being read. Errors: through Scan; after one every loop
// sees the end of the text. Source: bash 5.2 manual, chapter 3.2 and Appendix on grammar in POSIX
// XCU 2.10; ADR-0018.
#pragma once

#include <string_view>

#include "guards/shell/lexer.h"

namespace guards::shell {

class BlockReader {
 public:
  // `outermost`: its lines are what bash reads, and runs, one by one.
  BlockReader(Scan& scan, bool outermost) : scan_(scan), lexer_(scan), outermost_(outermost) {}

  // All statements to the end of the text; anything left over is an error.
  const Block* whole();
  // All statements to the closing parenthesis, which is taken.
  const Block* in_parens(std::uint32_t opened);

 private:
  // block_reader.cpp
  const Block* block();
  const Block* filled_block();
  Statement* statement();
  bool separator(Statement& before);
  Pipeline* pipeline(Joiner joiner);
  bool pipeline_prefix(Pipeline& pipeline);
  Command* command();
  void redirections(Command& command, ListBuilder<Redirect>& list);
  Redirect* redirect();
  Command* unknown_command();

  // simple_command.cpp
  Command* simple_or_function();
  Command* simple_from(Simple* simple, ListBuilder<Redirect>& redirects, const Token& first);
  Command* function_from(const Word* name, std::uint32_t begin);
  Command* function_body();

  // compound.cpp
  Command* compound();
  Command* compound_of(Reserved opener);
  Command* group();
  Command* parenthesis();
  Command* if_then();
  Command* loop(bool until);
  Command* for_each(bool select);
  Command* arith_for(std::uint32_t begin);
  List<Part> arith_piece(char closer);
  Command* case_of();
  CaseItem* case_item();
  Command* function();
  Command* coproc();
  const Block* do_block();

  // test_expression.cpp
  Command* test();
  TestNode* test_either();
  TestNode* test_both();
  TestNode* test_term();
  TestNode* test_word();
  TestNode* test_node(TestKind kind, const TestNode* first);
  const Word* test_operand(Place place);
  bool is_test_operator(Place& right);

  // What the next token is.
  const Token& next(Place place = Place::command) { return lexer_.peek(place); }
  bool at(TokenKind kind, Place place = Place::command) { return next(place).kind == kind; }
  Reserved next_reserved() { return next(Place::command).reserved; }
  bool starts_compound();
  bool starts_shell_command();
  bool take_if(TokenKind kind, Place place = Place::command);
  bool take_if(Reserved word);
  void expect(Reserved word);
  // The word that has to stand here; an empty one when none does.
  Token take_word(Place place);
  void skip_newlines(Place place = Place::command);
  void unexpected();

  Scan& scan_;
  Lexer lexer_;
  std::uint32_t level_ = 0;  // of compound commands
  bool outermost_;
};

}  // namespace guards::shell
