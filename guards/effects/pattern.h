// pattern.h - shell patterns: case, [[ ]], ${v#p}, names in a folder.
// Shape:  pure functions; a pattern is text in which \x is the literal byte x.
// Units:  bytes; a hole in the text or the pattern stands for anything.
// Errors: none; a bracket that is never closed stands for itself.
// Source: bash 5.2 manual, 3.5.8.1.
#pragma once

#include <string>
#include <string_view>

namespace guards::effects {

// Does the whole text fit? `*` and `?` cross '/', as in case and ${}. Budgeted: true when spent.
bool fits(std::string_view pattern, std::string_view text);

// Adds the text as a pattern that only fits itself.
void add_quoted(std::string& pattern, std::string_view text);

// Has the pattern an unescaped sign?
bool is_pattern(std::string_view pattern);

// The pattern with its escapes removed.
std::string unquoted(std::string_view pattern);

}  // namespace guards::effects
