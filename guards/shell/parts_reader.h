// parts_reader.h - reads a run of word parts: a word, the inside of quotes, an operand of ${...}.
// Shape:  lives for one run on a Scan; nodes go into the arena of its tree.
// Units:  positions in the text being read.
// Errors: through Scan::fail and Scan::give_up.
// Source: bash 5.2 manual, chapters 3.1.2 and 3.5; ADR-0018.
#pragma once

#include <cstdint>
#include <string_view>

#include "guards/shell/chars.h"
#include "guards/shell/list_builder.h"
#include "guards/shell/window.h"

namespace guards::shell {

// What ends a run of parts and which bytes are more than themselves inside it.
struct Rules {
  CharSet ends = 0;    // classes that end it, outside open..shut
  CharSet active = 0;  // classes with a meaning inside it
  char stop = '\0';    // bytes that end it, outside open..shut
  char also = '\0';
  char open = '\0';  // a pair that nests
  char shut = '\0';
  bool quoted = false;        // inside double quotes or a here-document
  bool brace_escape = false;  // quoted: \} is an escape
  bool here = false;          // here-document: \" is no escape
  bool strip_tabs = false;    // here-document of <<-
  bool own_extglob = false;   // @(a) needs no shopt here
};

class PartsReader {
 public:
  PartsReader(Scan& scan, const Rules& rules)
      : scan_(scan),
        rules_(rules),
        has_marks_(rules.stop != '\0' || rules.open != '\0'),
        start_(scan.pos()),
        literal_(scan.pos()),
        level_(scan) {}

  // Reads on until what ends the run by its rules; may be called again after append().
  void read();
  List<Part> list() const { return parts_.list(); }

  // What has been scanned so far but is in no part yet becomes a literal.
  void flush();
  void append(Part* part);
  // The parts of a bracket pattern [...] that opened at `bracket`; the position is its close.
  void splice_bracket(std::uint32_t bracket, const PartsReader& inside);
  // All that is left, to the end of the text, is beyond the budget.
  void unknown();

  bool has_braces() const { return braces_; }
  // The run goes on after name=, which is a literal of its own: tilde expansion happens here and
  // after each colon.
  void start_value();
  // The run may be the first word of a command: there !( is a negation before a subshell.
  void set_first_word() { first_word_ = true; }

 private:
  bool is_mark(char byte) const {
    return byte == rules_.stop || byte == rules_.also || byte == rules_.open || byte == rules_.shut;
  }
  void skip_plain();
  bool take(char byte);
  bool ends_at_mark(char byte);
  bool special(char byte);
  void literal(std::uint32_t begin, std::string_view text, Quote quote);

  bool backslash();
  bool single_quoted();
  bool ansi_c_quoted();
  bool double_quoted(std::uint32_t begin);
  void glob_sign(char sign);
  bool glob(char byte);
  bool is_lone_bracket(char byte) const;
  bool is_ext_glob(char sign) const;
  void ext_glob(char sign);
  bool tilde();
  bool dollar(char byte);
  bool newline();

  Scan& scan_;
  const Rules& rules_;
  ListBuilder<Part> parts_;
  bool has_marks_;
  bool joined_ = false;  // the literal being scanned holds line continuations
  bool in_value_ = false;
  bool first_word_ = false;
  bool braces_ = false;
  std::uint32_t start_;    // where a tilde would be the first byte
  std::uint32_t literal_;  // where the bytes begin that are in no part yet
  std::uint32_t nest_ = 0;
  Deeper level_;
};

}  // namespace guards::shell
