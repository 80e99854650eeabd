// statements.h - what a client is told on its input or from a file, as if it stood in its words.
// Shape:  pure; adds one exec effect, "psql 'DROP TABLE t'", for the rules about commands.
// Units:  a statement is cut after 80 bytes; the first 64 are told.
// Errors: none: what has holes is told with a `*` where they are.
// Source: ADR-0035; psql(1), mysql(1).
#pragma once

#include <string_view>

#include "guards/commands/meaning.h"

namespace guards::commands {

void tell_statements(Meaning& meaning, const Call& call, std::string_view text);

}  // namespace guards::commands
