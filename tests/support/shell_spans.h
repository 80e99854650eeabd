// shell_spans.h - do the spans of a tree rebuild the command?
// Shape:  pure function.
// Units:  byte offsets.
// Errors: none; the first thing wrong comes back as text.
// Source: docs/TESTING.md (property/).
#pragma once

#include <string>
#include <string_view>

#include "guards/shell/tree.h"

namespace support {

// The first place where the tree of `source` breaks a promise, or nothing: spans lie inside their
// parent and in order; the parts of a word touch each other; an unquoted literal is what stands in
// the source; between the words and redirections of a command there are only blanks.
std::string wrong_span(std::string_view source, const guards::shell::Block& block);

}  // namespace support
