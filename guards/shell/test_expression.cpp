#include "guards/shell/block_reader.h"
#include "guards/shell/block_reader_nodes.h"

namespace guards::shell {
namespace {

// bash 5.2 test.c, test_unop(): one letter behind a dash.
bool is_unary(std::string_view text) {
  return text.size() == 2 && text[0] == '-' &&
         std::string_view("abcdefghknoprstuvwxzGLNORS").find(text[1]) != std::string_view::npos;
}

bool is_number_operator(std::string_view text) {
  return text == "-eq" || text == "-ne" || text == "-lt" || text == "-le" || text == "-gt" ||
         text == "-ge" || text == "-nt" || text == "-ot" || text == "-ef";
}

}  // namespace

Command* BlockReader::test() {
  auto* node = make_node<Test>(scan_, lexer_.take().span.begin);
  node->root = test_either();
  if (next(Place::test).text != "]]") unexpected();
  lexer_.take();
  return node;
}

TestNode* BlockReader::test_node(TestKind kind, const TestNode* first) {
  auto* node = scan_.tree.arena.make<TestNode>();
  node->kind = kind;
  node->first = first;
  node->span.begin = first != nullptr ? first->span.begin : next(Place::test).span.begin;
  return node;
}

TestNode* BlockReader::test_either() {
  TestNode* left = test_both();
  while (take_if(TokenKind::or_or, Place::test)) {
    TestNode* node = test_node(TestKind::either, left);
    node->second = test_both();
    node->span.end = lexer_.last_end();
    left = node;
  }
  return left;
}

TestNode* BlockReader::test_both() {
  TestNode* left = test_term();
  skip_newlines(Place::test);
  while (take_if(TokenKind::and_and, Place::test)) {
    TestNode* node = test_node(TestKind::both, left);
    node->second = test_term();
    node->span.end = lexer_.last_end();
    skip_newlines(Place::test);
    left = node;
  }
  return left;
}

TestNode* BlockReader::test_term() {
  const Deeper deeper(scan_);
  skip_newlines(Place::test);
  if (scan_.is_over_budget()) {
    TestNode* node = test_node(TestKind::word, nullptr);
    lexer_.take();
    node->left = read_word(scan_, Place::test);
    return node;
  }
  if (take_if(TokenKind::open_paren, Place::test)) {
    TestNode* inside = test_either();
    if (!take_if(TokenKind::close_paren, Place::test)) unexpected();
    return inside;
  }
  if (!at(TokenKind::word, Place::test) || next(Place::test).text == "]]") {
    unexpected();
    return test_node(TestKind::word, nullptr);
  }
  if (next(Place::test).text != "!") return test_word();
  TestNode* node = test_node(TestKind::negation, nullptr);
  lexer_.take();
  node->first = test_term();
  node->span.end = lexer_.last_end();
  return node;
}

// word, -f word, word == word
TestNode* BlockReader::test_word() {
  TestNode* node = test_node(TestKind::word, nullptr);
  const Token first = lexer_.take();
  Place right = Place::test;
  if (is_unary(first.text)) {
    node->kind = TestKind::unary;
    node->op = first.text;
    node->left = test_operand(Place::test);
  } else {
    node->left = first.word;
    if (is_test_operator(right)) {
      node->kind = TestKind::binary;
      const Token sign = lexer_.take();
      node->op = sign.kind == TokenKind::word        ? sign.text
                 : sign.redirect == RedirectOp::read ? "<"
                                                     : ">";
      node->right = test_operand(right);
    } else if (at(TokenKind::newline, Place::test)) {
      unexpected();
    }
  }
  node->span.end = lexer_.last_end();
  return node;
}

// Is the next token an operator between two words, and how is the word right of it read?
bool BlockReader::is_test_operator(Place& right) {
  const Token& token = next(Place::test);
  if (token.kind == TokenKind::redirect) {
    return token.redirect == RedirectOp::read || token.redirect == RedirectOp::write;
  }
  if (token.kind != TokenKind::word) return false;
  if (token.text == "=~") {
    right = Place::regex;
    return true;
  }
  if (token.text == "=" || token.text == "==" || token.text == "!=") {
    right = Place::pattern;
    return true;
  }
  return is_number_operator(token.text);
}

const Word* BlockReader::test_operand(Place place) {
  const bool missing = !at(TokenKind::word, place) || next(place).text.empty() ||
                       (next(place).text == "]]" && place != Place::regex);
  if (missing) unexpected();
  return missing ? scan_.tree.arena.make<Word>() : lexer_.take().word;
}

}  // namespace guards::shell
