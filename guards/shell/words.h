// words.h - words before expansion, and their parts.
// Shape:  read-only nodes in the arena of a Tree; trivially destructible.
// Units:  spans are byte offsets into the outermost source; views live as long as Tree and source.
// Errors: none; what was too deep or too long to read is an UnknownPart.
// Source: bash 5.2 manual, chapters 3.1.2, 3.4 and 3.5; ADR-0018.
#pragma once

#include <string_view>

#include "guards/shell/node.h"
#include "guards/shell/operators.h"
#include "guards/span.h"

namespace guards::shell {

struct Block;  // ast.h
struct Word;

// One piece of a word; see the derived type of the same name, reached by as<T>() or get_if<T>().
struct Part {
  PartKind kind;
  Span span;  // as written, quotes and sigils included
  const Part* next = nullptr;
};

// A name=value form: as a prefix of a command, as an argument (`export a=b`) or in an array.
struct Assignment {
  std::string_view name;        // empty for an array element `[i]=v` or a plain element
  const Word* index = nullptr;  // a[index]=v
  bool append = false;          // a+=v
  List<Part> value;             // the tail of the word's parts after the `=`
};

// One shell word before any expansion. No parts: the empty word of `${x:-}`; `''` has a part.
struct Word {
  Span span;
  List<Part> parts;
  const Assignment* assignment = nullptr;  // set when the word has the form name=value
  bool braces = false;                     // has an unquoted `{`: expand_braces() may find more
  const Word* next = nullptr;
};

// Bytes that stand for themselves. `text` is the value: quotes removed, $'..' decoded.
struct Literal : Part {
  static constexpr PartKind kKind = PartKind::literal;
  std::string_view text;
  Quote quote = Quote::none;
};

// "..." or $"..." (translated): its parts are literals, parameters and substitutions.
struct DoubleQuoted : Part {
  static constexpr PartKind kKind = PartKind::double_quoted;
  List<Part> parts;
  bool translated = false;
};

// An active `*`, `?` or `[`. A bracket's other bytes are literals; one never closed means itself.
struct Glob : Part {
  static constexpr PartKind kKind = PartKind::glob;
  char sign = '*';
};

// @(a|b) and its like; `sign` is one of ? * + @ !
struct ExtGlob : Part {
  static constexpr PartKind kKind = PartKind::ext_glob;
  char sign = '@';
  List<Word> branches;
};

// ~ (empty user), ~name, ~+, ~- or ~2, where tilde expansion happens.
struct Tilde : Part {
  static constexpr PartKind kKind = PartKind::tilde;
  std::string_view user;
};

// $name or any ${...}. For ParameterOp::bad only the span counts (bash: "bad substitution").
struct Parameter : Part {
  static constexpr PartKind kKind = PartKind::parameter;
  std::string_view name;        // "x", "1", "@", "#", "?" ...
  const Word* index = nullptr;  // ${name[index]}; "@" and "*" are plain words
  ParameterOp op = ParameterOp::none;
  bool indirect = false;         // ${!name...}
  bool or_empty = false;         // the `:` of :- := :? :+
  char transform = '\0';         // the letter of ${name@Q}
  const Word* word = nullptr;    // word, pattern or offset
  const Word* second = nullptr;  // replacement or length; null when not written
};

// $(...) or `...`
struct CommandSubst : Part {
  static constexpr PartKind kKind = PartKind::command;
  const Block* body = nullptr;
  bool backquoted = false;
  bool broken = false;  // backquoted text that is no bash: complained about only when it runs
};

struct ProcessSubst : Part {
  static constexpr PartKind kKind = PartKind::process;
  const Block* body = nullptr;
  bool writes = false;  // >(...): the command around it writes, the body reads
};

// $((...)) or $[...]: the text of the expression with its expansions.
struct Arithmetic : Part {
  static constexpr PartKind kKind = PartKind::arithmetic;
  List<Part> parts;
};

// The (...) of name=(...); each element may carry an Assignment with an index.
struct Array : Part {
  static constexpr PartKind kKind = PartKind::array;
  List<Word> elements;
};

// What was beyond the budget.
struct UnknownPart : Part {
  static constexpr PartKind kKind = PartKind::unknown;
};

}  // namespace guards::shell
