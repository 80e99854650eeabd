// regex_reader.h - a pattern's text into the steps of a Regex.
// Shape:  short-lived; read() once.
// Errors: nothing for what regex.h does not know.
// Source: POSIX.1-2017 XBD 9.3 to 9.5; perlre(1).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "guards/commands/regex.h"

namespace guards::commands {

class RegexReader {
 public:
  RegexReader(std::string_view text, Dialect dialect, bool ignores_case)
      : text_(text), dialect_(dialect), ignores_case_(ignores_case) {}

  std::optional<Regex> read();

 private:
  using Code = std::vector<Regex::Step>;  // jumps are relative to the step itself
  using Set = Regex::Set;

  Code alternatives(int depth);
  Code sequence(int depth);
  Code atom(int depth);
  Code escape();
  Code group(int depth);
  Code brackets();
  void add_class(Set& set);
  void add_range(Set& set);
  Code repeated(Code one);
  bool repeat(Code& one);
  std::optional<Code> counted(const Code& one);
  Code of(const Set& set);
  Code plain(char c);
  static Code simple(Regex::Step::Kind kind);
  static Code maybe(Code one, bool lazy);
  static Code many(Code one, bool lazy);

  bool more() const { return at_ < text_.size(); }
  bool ahead(std::string_view sign) const { return text_.substr(at_).starts_with(sign); }
  bool take(std::string_view sign);
  bool take_plain_or_escaped(std::string_view sign);
  bool at_alternative() const;
  bool at_group_end() const;
  bool take_lazy();

  std::string_view text_;
  Dialect dialect_;
  bool ignores_case_;
  std::size_t at_ = 0;
  std::size_t groups_ = 0;
  bool failed_ = false;
  std::vector<Set> sets_;
};

}  // namespace guards::commands
