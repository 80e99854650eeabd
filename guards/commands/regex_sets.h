// regex_sets.h - the sets of bytes that have a name in expressions: [:alpha:], \w.
// Shape:  pure functions.
// Units:  ASCII, as in the C locale.
// Errors: nothing for a name that is not known.
// Source: POSIX.1-2017 XBD 9.3.5; grep(1), perlrecharclass(1).
#pragma once

#include <optional>
#include <string_view>

#include "guards/commands/regex.h"

namespace guards::commands {

// The set of [:name:].
std::optional<Regex::Set> named_set(std::string_view name);

// \w \s, of Perl \d too, and their opposites.
std::optional<Regex::Set> escaped_set(char letter, Dialect dialect);

}  // namespace guards::commands
