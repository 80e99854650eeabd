// expand.h - what can be said about a word without knowing any variable.
// Shape:  pure functions on nodes; new nodes go into the arena given.
// Units:  spans and origins are byte offsets in the outermost source.
// Errors: none; "not constant" and "too many" are empty optionals.
// Source: bash 5.2 manual, chapters 3.5.1 (braces) and 3.5.9 (quote removal); docs/spec/shell.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/shell/arena.h"
#include "guards/shell/words.h"

namespace guards::shell {

// The text of a word that is one unquoted literal: what a reserved word or an alias must be.
std::optional<std::string_view> plain_text(const Word& word);

// The value after quote removal when nothing has to be expanded: only literals and double quotes
// around literals. Braces are not looked at: expand_braces() first.
std::optional<std::string> constant_text(const List<Part>& parts);

// Is any part of it quoted? Such a value is never split and never globbed.
bool is_quoted(const List<Part>& parts);

// constant_text() and where each byte (and the end) stands, for parsing it again: see
// ParseOptions::origin.
struct MappedText {
  std::string text;
  std::vector<std::uint32_t> origin;
};
std::optional<MappedText> mapped_text(const List<Part>& parts, Span whole);

// The words brace expansion makes of one, in bash's order; the word itself when it has none. Not
// for the words of an assignment before a command: bash leaves those alone. Empty when there would
// be more than `limit` words or parts.
std::optional<std::vector<const Word*>> expand_braces(const Word& word, Arena& arena,
                                                      std::size_t limit);

}  // namespace guards::shell
