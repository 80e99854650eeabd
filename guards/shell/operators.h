// operators.h - the closed sets of the shell's grammar.
// Shape:  enums; names for dumps and messages.
// Errors: none.
// Source: bash 5.2 manual, chapters 3.2 and 3.5.
#pragma once

#include <cstdint>

namespace guards::shell {

enum class PartKind : std::uint8_t {
  literal,
  double_quoted,
  glob,
  ext_glob,
  tilde,
  parameter,
  command,
  process,
  arithmetic,
  array,
  unknown,
};

// How a literal was protected; `none` is open to globbing and word meaning.
enum class Quote : std::uint8_t { none, backslash, single, ansi_c };

enum class ParameterOp : std::uint8_t {
  none,
  length,          // ${#v}
  use_default,     // ${v:-w}
  assign_default,  // ${v:=w}
  fail_if_unset,   // ${v:?w}
  use_alternate,   // ${v:+w}
  remove_prefix,   // ${v#p}
  remove_prefix_long,
  remove_suffix,  // ${v%p}
  remove_suffix_long,
  replace_first,  // ${v/p/r}
  replace_all,
  replace_prefix,  // ${v/#p/r}
  replace_suffix,  // ${v/%p/r}
  upper_first,     // ${v^p}
  upper_all,
  lower_first,  // ${v,p}
  lower_all,
  toggle_first,  // ${v~p}
  toggle_all,
  substring,  // ${v:offset:length}
  transform,  // ${v@Q}
  names,      // ${!prefix*} ${!prefix@}
  keys,       // ${!array[@]}
  bad,
};

enum class RedirectOp : std::uint8_t {
  read,           // <
  write,          // >
  append,         // >>
  clobber,        // >|
  read_write,     // <>
  both,           // &> and >&word
  both_append,    // &>>
  dup_input,      // <&
  dup_output,     // >& with a descriptor, `-` or something only known at run time
  here_doc,       // <<
  here_doc_tabs,  // <<-
  here_string,    // <<<
};

enum class Joiner : std::uint8_t { none, and_then, or_else };

enum class CommandKind : std::uint8_t {
  simple,
  group,
  subshell,
  if_then,
  loop,
  for_each,
  arith_for,
  case_of,
  function,
  coproc,
  test,
  arith,
  unknown,
};

// How a case item ends: ;; ;& ;;&
enum class CaseEnd : std::uint8_t { leave, fall_through, test_next };

enum class TestKind : std::uint8_t { word, unary, binary, negation, both, either };

}  // namespace guards::shell
