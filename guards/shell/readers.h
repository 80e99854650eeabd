// readers.h - the pieces of the grammar that call each other, one function each.
// Shape:  functions on a Scan; each begins at its position and leaves it behind what was read.
// Units:  positions in the text being read.
// Errors: through Scan::fail and Scan::give_up.
// Source: ADR-0018 (grammar and words call each other, so the names stand together).
#pragma once

#include <cstdint>

#include "guards/shell/parts_reader.h"

namespace guards::shell {

// Where a word stands; it decides what `name=`, `(` and `!(` mean.
enum class Place : std::uint8_t {
  command,      // a command may start here: assignments, arrays, subscripts
  argument,     // name=value is noted, arrays are not allowed
  declaration,  // argument of declare and its like: arrays allowed
  element,      // between the parentheses of an array
  target,       // after a redirection sign
  item,         // where a case item or its `esac` may start
  test,         // inside [[ ]]
  pattern,      // right of == in [[ ]]
  regex,        // right of =~ in [[ ]]
};

// word_reader.cpp: one word; an empty one has an empty span.
Word* read_word(Scan& scan, Place place);
// The operand of an expansion: a word whose parts follow `rules`.
Word* read_operand(Scan& scan, const Rules& rules);
List<Part> read_parts(Scan& scan, const Rules& rules);

// assignment.cpp: name=, name+= or name[index]=, with the (...) of an array. The assignment, or
// null when the word is none (a subscript read on the way is then among the parts).
Assignment* read_assignment_prefix(Scan& scan, PartsReader& parts, Place place);
// [index] of a parameter or an array, at the bracket.
Word* read_subscript(Scan& scan);

// substitution.cpp, at the `$`, the backquote or the < > of a process substitution; null when the
// sign stands for itself.
Part* read_dollar(Scan& scan, const Rules& around);
Part* read_backquoted(Scan& scan, const Rules& around);
Part* read_process(Scan& scan);
// At the second parenthesis of `((`: the expression, up to and with its `))`. False, and nothing
// taken, when there is none or the two are not arithmetic but two subshells.
bool read_arithmetic(Scan& scan, List<Part>& parts);

// parameter.cpp, at the `{`.
Part* read_braced_parameter(Scan& scan, std::uint32_t dollar, const Rules& around);

// here_doc.cpp: the bodies of all pending here-documents, at the start of a line.
void read_here_docs(Scan& scan);
// The here-document that `redirect` opens with a delimiter written so.
PendingHere pending_here(Redirect* redirect, std::string_view raw_delimiter);

// block_reader.cpp: statements up to the closing parenthesis, which is taken; or to the end of the
// text. The outermost block notes which of its lines bash has run before it sees an error.
const Block* read_block_in_parens(Scan& scan, std::uint32_t opened);
const Block* read_whole_block(Scan& scan);
const Block* read_outermost_block(Scan& scan);

}  // namespace guards::shell
