// syntax.h - what sets one language's words and texts apart from another's.
// Shape:  one constexpr row per language.
// Errors: none: a language nobody here reads is `other`.
// Source: the lexical chapters of the Python 3.11, ECMAScript 2023, PHP 8 and Lua 5.4 references;
//         perlop(1), perldata(1); Ruby 3.1 "Literals"; the R 4 language definition.
#pragma once

#include <cstdint>
#include <string_view>

namespace guards::commands::program {

enum class Language : std::uint8_t { python, node, perl, ruby, php, lua, r, other };

struct Syntax {
  Language language = Language::other;
  std::string_view comments = {};  // blank-separated openers of a comment to the end of the line
  std::string_view block_comment = {};  // "/* */"
  std::string_view mixed_quotes = {};   // texts with values inside
  std::string_view plain_quotes = {};   // texts without
  std::string_view opener = {};         // of a value inside a text: "${"; "$" for a bare name, too
  std::string_view sigils = {};         // before a variable
  std::string_view concatenates = {};   // signs between texts
  bool indents = false;                 // blocks by column
  bool ends_blocks = false;             // blocks end with the word `end`
  bool bare_calls = false;              // calls without brackets
  bool matches = false;                 // /re/ where a value may stand
  bool here_texts = false;              // <<WORD
  bool line_ends = false;               // a new line ends a statement
};

const Syntax& syntax_of(Language language);

// By the name of the program that runs it, or of a file that holds it.
Language language_of(std::string_view program);
Language language_of_file(std::string_view path);

}  // namespace guards::commands::program
