// dump.h - a tree as one line, for tests and `flockgate explain`.
// Shape:  pure function; grammar of the line in docs/spec/shell.md section 5.
// Errors: none.
// Source: docs/spec/shell.md.
#pragma once

#include <string>

#include "guards/shell/tree.h"

namespace guards::shell {

std::string dump(const Block& block);
std::string dump(const Word& word);
// The tree, then ` !error: what @begin` and ` !incomplete` where they apply.
std::string dump(const Tree& tree);

}  // namespace guards::shell
