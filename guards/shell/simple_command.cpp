#include "guards/shell/block_reader.h"
#include "guards/shell/block_reader_nodes.h"

namespace guards::shell {
namespace {

Place behind(const Token& first) {
  return is_declaration(first.text) ? Place::declaration : Place::argument;
}

}  // namespace

Command* BlockReader::simple_or_function() {
  const std::uint32_t begin = next().span.begin;
  auto* simple = make_node<Simple>(scan_, begin);
  ListBuilder<Redirect> redirects;
  ListBuilder<Word> assignments;
  while (true) {
    if (at(TokenKind::redirect)) {
      redirects.append(redirect());
    } else if (at(TokenKind::word) && next().word->assignment != nullptr) {
      assignments.append(lexer_.take().word);
    } else {
      break;
    }
  }
  simple->assignments = assignments.list();
  simple->redirects = redirects.list();
  simple->span.end = lexer_.last_end();
  if (!at(TokenKind::word)) return simple;
  const Token first = lexer_.take();
  const bool alone = assignments.empty() && redirects.empty();
  if (alone && at(TokenKind::open_paren, behind(first))) {
    return function_from(first.word, begin);
  }
  return simple_from(simple, redirects, first);
}

// The words behind the first one, which has been taken.
Command* BlockReader::simple_from(Simple* simple, ListBuilder<Redirect>& redirects,
                                  const Token& first) {
  const Place place = behind(first);
  ListBuilder<Word> words;
  words.append(first.word);
  while (true) {
    if (at(TokenKind::word, place)) {
      words.append(lexer_.take().word);
    } else if (at(TokenKind::redirect, place)) {
      redirects.append(redirect());
    } else {
      break;
    }
  }
  simple->words = words.list();
  simple->redirects = redirects.list();
  simple->span.end = lexer_.last_end();
  return simple;
}

// At the parenthesis of `name ()`.
Command* BlockReader::function_from(const Word* name, std::uint32_t begin) {
  auto* node = make_node<Function>(scan_, begin);
  node->name = name;
  lexer_.take();
  if (!take_if(TokenKind::close_paren)) unexpected();
  node->body = function_body();
  node->span.end = lexer_.last_end();
  return node;
}

Command* BlockReader::function_body() {
  skip_newlines();
  if (!starts_shell_command()) unexpected();
  return compound();
}

}  // namespace guards::shell
