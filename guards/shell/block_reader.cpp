#include "guards/shell/block_reader.h"

#include "guards/shell/block_reader_nodes.h"

namespace guards::shell {
namespace {

// Does a statement start here, or does the block end?
bool starts_statement(const Token& token) {
  switch (token.kind) {
    case TokenKind::redirect:
    case TokenKind::open_paren:
      return true;
    case TokenKind::word:
      break;
    default:
      return false;
  }
  switch (token.reserved) {
    case Reserved::then_word:
    case Reserved::elif_word:
    case Reserved::else_word:
    case Reserved::fi_word:
    case Reserved::do_word:
    case Reserved::done_word:
    case Reserved::esac_word:
    case Reserved::close_brace:
      return false;
    default:
      return true;
  }
}

}  // namespace

const Block* BlockReader::whole() {
  const Block* const all = block();
  if (!at(TokenKind::end)) unexpected();
  return all;
}

const Block* BlockReader::in_parens(std::uint32_t opened) {
  const Block* const inside = block();
  if (at(TokenKind::end)) scan_.fail_unclosed(opened, ")");
  if (!take_if(TokenKind::close_paren)) unexpected();
  return inside;
}

const Block* BlockReader::block() {
  auto* node = scan_.tree.arena.make<Block>();
  skip_newlines();
  node->span.begin = next().span.begin;
  node->span.end = node->span.begin;
  ListBuilder<Statement> statements;
  while (starts_statement(next())) {
    statements.append(statement());
    node->span.end = lexer_.last_end();
    if (!separator(*statements.last())) break;
  }
  node->statements = statements.list();
  return node;
}

const Block* BlockReader::filled_block() {
  const Block* const node = block();
  if (node->statements.empty()) unexpected();
  return node;
}

Statement* BlockReader::statement() {
  auto* node = scan_.tree.arena.make<Statement>();
  node->span.begin = next().span.begin;
  ListBuilder<Pipeline> pipelines;
  pipelines.append(pipeline(Joiner::none));
  while (at(TokenKind::and_and) || at(TokenKind::or_or)) {
    const Joiner joiner =
        lexer_.take().kind == TokenKind::and_and ? Joiner::and_then : Joiner::or_else;
    skip_newlines();
    pipelines.append(pipeline(joiner));
  }
  node->pipelines = pipelines.list();
  node->span.end = lexer_.last_end();
  return node;
}

// Takes what separates two statements; false when the block ends or something is wrong.
bool BlockReader::separator(Statement& before) {
  if (take_if(TokenKind::ampersand)) {
    before.background = true;
  } else if (!take_if(TokenKind::semicolon) && !at(TokenKind::newline)) {
    return false;
  }
  skip_newlines();
  return true;
}

Pipeline* BlockReader::pipeline(Joiner joiner) {
  auto* node = scan_.tree.arena.make<Pipeline>();
  node->span.begin = next().span.begin;
  node->joiner = joiner;
  if (pipeline_prefix(*node) &&
      (at(TokenKind::semicolon) || at(TokenKind::newline) || at(TokenKind::end))) {
    node->span.end = lexer_.last_end();
    return node;
  }
  ListBuilder<Command> commands;
  commands.append(command());
  while (at(TokenKind::pipe) || at(TokenKind::pipe_both)) {
    commands.last()->pipes_stderr = lexer_.take().kind == TokenKind::pipe_both;
    skip_newlines();
    commands.append(command());
  }
  node->commands = commands.list();
  node->span.end = lexer_.last_end();
  return node;
}

// `!` and `time`, in any number; is there one?
bool BlockReader::pipeline_prefix(Pipeline& pipeline) {
  bool found = false;
  while (true) {
    if (take_if(Reserved::bang)) {
      pipeline.negated = !pipeline.negated;
    } else if (take_if(Reserved::time_word)) {
      pipeline.timed = true;
      if (next().text == "-p") lexer_.take();
      if (next().text == "--") lexer_.take();
    } else {
      return found;
    }
    found = true;
  }
}

Command* BlockReader::command() {
  if (scan_.is_over_budget()) return unknown_command();
  if (starts_compound()) return compound();
  const Token& token = next();
  const bool is_simple = token.kind == TokenKind::redirect ||
                         (token.kind == TokenKind::word && (token.reserved == Reserved::none ||
                                                            token.reserved == Reserved::time_word));
  if (!is_simple) unexpected();
  return simple_or_function();
}

void BlockReader::redirections(Command& command, ListBuilder<Redirect>& list) {
  while (at(TokenKind::redirect)) list.append(redirect());
  command.redirects = list.list();
}

Redirect* BlockReader::redirect() {
  const Token sign = lexer_.take();
  auto* node = scan_.tree.arena.make<Redirect>();
  node->op = sign.redirect;
  node->fd = sign.fd;
  node->fd_variable = sign.fd_variable;
  node->span.begin = sign.span.begin;
  const Token target = take_word(Place::target);
  node->target = target.word;
  node->span.end = target.span.end;
  if (sign.redirect == RedirectOp::here_doc || sign.redirect == RedirectOp::here_doc_tabs) {
    scan_.pending.push_back(pending_here(node, target.text));
  } else if (sign.redirect == RedirectOp::dup_output && names_file(*node)) {
    node->op = RedirectOp::both;
  }
  return node;
}

Command* BlockReader::unknown_command() {
  auto* node = make_node<UnknownCommand>(scan_, next().span.begin);
  lexer_.take();
  node->span.end = scan_.span(scan_.end(), scan_.end()).end;
  scan_.give_up();
  return node;
}

bool BlockReader::take_if(TokenKind kind, Place place) {
  if (!at(kind, place)) return false;
  lexer_.take();
  return true;
}

bool BlockReader::take_if(Reserved word) {
  if (next_reserved() != word) return false;
  lexer_.take();
  return true;
}

void BlockReader::expect(Reserved word) {
  if (!take_if(word)) unexpected();
}

Token BlockReader::take_word(Place place) {
  if (at(TokenKind::word, place)) return lexer_.take();
  unexpected();
  Token none;
  none.word = scan_.tree.arena.make<Word>();
  none.span = {lexer_.last_end(), lexer_.last_end()};
  return none;
}

void BlockReader::skip_newlines(Place place) {
  while (take_if(TokenKind::newline, place)) {
    // Here-documents of the line have been read by now.
    if (outermost_ && level_ == 0) scan_.runs_until = scan_.span(scan_.pos(), scan_.pos()).end;
  }
}

// The token ahead cannot stand here.
void BlockReader::unexpected() {
  const Token& token = next();
  const std::string_view text = token.kind == TokenKind::word ? token.text : text_of(token.kind);
  scan_.fail(token.span, "unexpected `" + std::string(text.substr(0, 40)) + "'");
  lexer_.take();
}

const Block* read_block_in_parens(Scan& scan, std::uint32_t opened) {
  const Deeper level(scan);
  // A newline inside belongs to the here-documents of the inside; those left open at the
  // parenthesis are read, as bash does, behind the next newline outside.
  std::vector<PendingHere> outside = std::exchange(scan.pending, {});
  const bool in_parens = std::exchange(scan.in_parens, true);
  const Block* const block = BlockReader(scan, false).in_parens(opened);
  scan.in_parens = in_parens;
  scan.pending.insert(scan.pending.end(), outside.begin(), outside.end());
  return block;
}

const Block* read_whole_block(Scan& scan) {
  const Deeper level(scan);
  return BlockReader(scan, false).whole();
}

const Block* read_outermost_block(Scan& scan) {
  return BlockReader(scan, true).whole();
}

}  // namespace guards::shell
