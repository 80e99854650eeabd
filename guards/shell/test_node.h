// test_node.h - the expression between [[ and ]].
// Shape:  read-only nodes in the arena of a Tree.
// Units:  as ast.h.
// Errors: none.
// Source: bash 5.2 manual, chapters 3.2.5.2 and 6.4.
#pragma once

#include <string_view>

#include "guards/shell/words.h"

namespace guards::shell {

// One node of [[ ]]: a word alone, -f word, left == right, ! left, left && right, left || right.
struct TestNode {
  TestKind kind = TestKind::word;
  Span span;
  std::string_view op;  // "-f", "==", "=~" ...
  const Word* left = nullptr;
  const Word* right = nullptr;
  const TestNode* first = nullptr;   // negation, both, either
  const TestNode* second = nullptr;  // both, either
};

}  // namespace guards::shell
