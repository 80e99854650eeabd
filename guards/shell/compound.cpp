#include "guards/shell/block_reader.h"
#include "guards/shell/block_reader_nodes.h"

namespace guards::shell {
namespace {

constexpr Rules kInArithFor{.active = kBackslashChar | kSingleChar | kDoubleChar | kDollarChar,
                            .stop = ')',
                            .also = ';',
                            .open = '(',
                            .shut = ')'};

}  // namespace

bool BlockReader::starts_compound() {
  return starts_shell_command() || next_reserved() == Reserved::function_word ||
         next_reserved() == Reserved::coproc_word;
}

// The compound commands that can be the body of a function.
bool BlockReader::starts_shell_command() {
  if (at(TokenKind::open_paren)) return true;
  switch (next_reserved()) {
    case Reserved::open_brace:
    case Reserved::open_test:
    case Reserved::if_word:
    case Reserved::for_word:
    case Reserved::select_word:
    case Reserved::while_word:
    case Reserved::until_word:
    case Reserved::case_word:
      return true;
    default:
      return false;
  }
}

Command* BlockReader::compound() {
  const Deeper deeper(scan_);
  if (scan_.is_over_budget()) return unknown_command();
  ++level_;
  Command* const node = compound_of(next_reserved());
  --level_;
  ListBuilder<Redirect> redirects;
  redirections(*node, redirects);
  node->span.end = lexer_.last_end();
  return node;
}

Command* BlockReader::compound_of(Reserved opener) {
  switch (opener) {
    case Reserved::open_brace:
      return group();
    case Reserved::open_test:
      return test();
    case Reserved::if_word:
      return if_then();
    case Reserved::for_word:
      return for_each(false);
    case Reserved::select_word:
      return for_each(true);
    case Reserved::while_word:
      return loop(false);
    case Reserved::until_word:
      return loop(true);
    case Reserved::case_word:
      return case_of();
    case Reserved::function_word:
      return function();
    case Reserved::coproc_word:
      return coproc();
    default:
      return parenthesis();
  }
}

Command* BlockReader::group() {
  auto* node = make_node<Group>(scan_, lexer_.take().span.begin);
  node->body = filled_block();
  expect(Reserved::close_brace);
  return node;
}

// ((arithmetic)) or (subshell)
Command* BlockReader::parenthesis() {
  if (!at(TokenKind::open_paren)) {
    unexpected();
    return make_node<Simple>(scan_, lexer_.last_end());
  }
  const std::uint32_t begin = lexer_.take().span.begin;
  List<Part> parts;
  if (read_arithmetic(scan_, parts)) {
    auto* arith = make_node<ArithCommand>(scan_, begin);
    arith->parts = parts;
    lexer_.resume();
    return arith;
  }
  auto* node = make_node<Subshell>(scan_, begin);
  node->body = filled_block();
  if (!take_if(TokenKind::close_paren)) unexpected();
  return node;
}

Command* BlockReader::if_then() {
  auto* node = make_node<If>(scan_, next().span.begin);
  ListBuilder<Branch> branches;
  do {
    lexer_.take();
    auto* branch = scan_.tree.arena.make<Branch>();
    branch->condition = filled_block();
    expect(Reserved::then_word);
    branch->body = filled_block();
    branches.append(branch);
  } while (next_reserved() == Reserved::elif_word);
  node->branches = branches.list();
  if (take_if(Reserved::else_word)) node->otherwise = filled_block();
  expect(Reserved::fi_word);
  return node;
}

Command* BlockReader::loop(bool until) {
  auto* node = make_node<Loop>(scan_, lexer_.take().span.begin);
  node->until = until;
  node->condition = filled_block();
  if (next_reserved() != Reserved::do_word) unexpected();
  node->body = do_block();
  return node;
}

// do ...; done, or { ...; } as for and select allow
const Block* BlockReader::do_block() {
  if (take_if(Reserved::open_brace)) {
    const Block* const body = filled_block();
    expect(Reserved::close_brace);
    return body;
  }
  expect(Reserved::do_word);
  const Block* const body = filled_block();
  expect(Reserved::done_word);
  return body;
}

Command* BlockReader::for_each(bool select) {
  const std::uint32_t begin = lexer_.take().span.begin;
  if (!select && at(TokenKind::open_paren, Place::argument)) return arith_for(begin);
  auto* node = make_node<ForEach>(scan_, begin);
  node->select = select;
  node->name = take_word(Place::argument).text;
  const bool same_line = !at(TokenKind::newline);
  skip_newlines();
  node->over_arguments = !take_if(Reserved::in_word);
  bool separated = !same_line;
  if (!node->over_arguments) {
    ListBuilder<Word> words;
    while (at(TokenKind::word, Place::argument)) words.append(lexer_.take().word);
    node->words = words.list();
    separated = at(TokenKind::newline) || at(TokenKind::semicolon);
    if (!separated) unexpected();
  }
  if (take_if(TokenKind::semicolon)) separated = true;
  skip_newlines();
  if (!separated && next_reserved() != Reserved::do_word) unexpected();
  node->body = do_block();
  return node;
}

Command* BlockReader::arith_for(std::uint32_t begin) {
  auto* node = make_node<ArithFor>(scan_, begin);
  lexer_.take();
  if (!scan_.accept('(')) scan_.fail(scan_.span(scan_.pos(), scan_.pos()), "no name after `for'");
  node->start = arith_piece(';');
  node->condition = arith_piece(';');
  node->step = arith_piece(')');
  if (!scan_.accept(')')) scan_.fail(scan_.span(scan_.pos(), scan_.pos()), "no `))' after `for'");
  lexer_.resume();
  take_if(TokenKind::semicolon);
  skip_newlines();
  node->body = do_block();
  return node;
}

List<Part> BlockReader::arith_piece(char closer) {
  const List<Part> parts = read_parts(scan_, kInArithFor);
  if (!scan_.accept(closer)) {
    scan_.fail(scan_.span(scan_.pos(), scan_.pos()), "`for ((' needs three expressions");
  }
  return parts;
}

Command* BlockReader::case_of() {
  auto* node = make_node<Case>(scan_, lexer_.take().span.begin);
  node->subject = take_word(Place::argument).word;
  skip_newlines();
  expect(Reserved::in_word);
  skip_newlines(Place::item);
  ListBuilder<CaseItem> items;
  while (next(Place::item).reserved != Reserved::esac_word && !scan_.stopped()) {
    items.append(case_item());
    skip_newlines(Place::item);
  }
  node->items = items.list();
  expect(Reserved::esac_word);
  return node;
}

// [(] pattern | pattern ) statements [;;]
CaseItem* BlockReader::case_item() {
  auto* item = scan_.tree.arena.make<CaseItem>();
  item->span.begin = next(Place::item).span.begin;
  take_if(TokenKind::open_paren, Place::item);
  ListBuilder<Word> patterns;
  do {
    patterns.append(take_word(Place::item).word);
  } while (take_if(TokenKind::pipe));
  item->patterns = patterns.list();
  if (!take_if(TokenKind::close_paren)) unexpected();
  item->body = block();
  switch (next().kind) {
    case TokenKind::case_leave:
      break;
    case TokenKind::case_fall_through:
      item->end = CaseEnd::fall_through;
      break;
    case TokenKind::case_test_next:
      item->end = CaseEnd::test_next;
      break;
    default:
      if (next_reserved() != Reserved::esac_word) unexpected();
      item->span.end = lexer_.last_end();
      return item;
  }
  lexer_.take();
  item->span.end = lexer_.last_end();
  return item;
}

// function name [()] body
Command* BlockReader::function() {
  auto* node = make_node<Function>(scan_, lexer_.take().span.begin);
  node->name = take_word(Place::argument).word;
  if (at(TokenKind::open_paren)) {
    const std::uint32_t begin = lexer_.take().span.begin;
    if (!take_if(TokenKind::close_paren)) {
      auto* body = make_node<Subshell>(scan_, begin);
      body->body = filled_block();
      if (!take_if(TokenKind::close_paren)) unexpected();
      node->body = body;
      return node;
    }
  }
  node->body = function_body();
  return node;
}

// coproc [name] compound, or coproc simple command
Command* BlockReader::coproc() {
  auto* node = make_node<Coproc>(scan_, lexer_.take().span.begin);
  node->name = "COPROC";
  if (starts_compound()) {
    node->body = compound();
    return node;
  }
  if (!at(TokenKind::word) || next().word->assignment != nullptr) {
    if (!at(TokenKind::word) && !at(TokenKind::redirect)) unexpected();
    node->body = simple_or_function();
    return node;
  }
  const Token first = lexer_.take();
  if (starts_shell_command()) {
    node->name = first.text;
    node->body = compound();
    return node;
  }
  ListBuilder<Redirect> redirects;
  node->body = simple_from(make_node<Simple>(scan_, first.span.begin), redirects, first);
  return node;
}

}  // namespace guards::shell
