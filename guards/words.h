// words.h - the words of a command as one line, and back, without losing where a word ends.
// Shape:  pure functions.
// Units:  words with blanks, quotes or backslashes stand in single quotes, as a shell would read.
// Errors: none: any line has words.
// Source: docs/spec/policy.md section 4.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guards {

// Appends one word, behind a blank unless it is the first.
void add_word(std::string& line, std::string_view word);

// In single quotes, whatever is in it.
std::string single_quoted(std::string_view word);

// As it is when every byte is harmless to a shell, else in single quotes.
std::string shell_word(std::string_view word);

// What add_word joined; blanks inside quotes end no word: "commit -m 'no reset --hard'" has three.
std::vector<std::string> words_of(std::string_view line);

}  // namespace guards
