// expansion.h - words become texts: parameters, substitutions, splitting, globs.
// Shape:  short-lived helper of a Machine; substitutions run in it.
// Units:  a text that cannot be told has holes.
// Errors: none.
// Source: bash 5.2 manual, 3.5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/meaning.h"
#include "guards/effects/machine.h"

namespace guards::effects {

// A longer text, or more words, are not followed.
inline constexpr std::size_t kMaxText = 64U << 10U;
inline constexpr std::size_t kMaxFields = 4096;

class Expansion {
 public:
  explicit Expansion(Machine& machine) : machine_(machine) {}

  // As the words of a command: braces, splitting, globs.
  commands::Words words(shell::List<shell::Word> list);
  commands::Words words(const shell::Word& word);
  // As one text: assignments, redirects, here-docs, case subjects.
  std::string text(const shell::Word& word) { return text(word.parts); }
  std::string text(shell::List<shell::Part> parts);
  // As a pattern: quoted signs are escaped.
  std::string pattern(const shell::Word& word);

  // `$((...))`
  std::optional<std::int64_t> number(std::string_view expression);
  // The value of a variable that holds numbers.
  std::string integer(std::string_view expression);

 private:
  struct Field {
    std::string text;
    std::string pattern;  // the same with quoted signs escaped
    bool active = false;  // some sign is not quoted
    bool exists = false;  // "" counts, an expansion to nothing does not
  };
  struct Values {
    std::vector<std::string> items;
    bool is_list = false;  // $@ and ${a[@]}: one field each when quoted
    bool joined = false;   // $* and ${a[*]}
    bool unset = false;
  };

  void one_word(const shell::Word& word, commands::Words& out);
  void part(const shell::Part& part, bool in_quotes);
  void parts(shell::List<shell::Part> list, bool in_quotes);
  void ext_glob(const shell::ExtGlob& node);
  std::string tilde(std::string_view user) const;
  std::string substitution(const shell::Block* body);
  std::string process(const shell::ProcessSubst& node);

  // fields.cpp
  void add(std::string_view text, bool quoted_text);
  void add_sign(char sign);
  void add_value(std::string_view value, bool in_quotes);
  void add_values(const Values& values, bool in_quotes);
  void split(std::string_view value);
  std::string separators() const;
  void end_field();
  void finish(Span span, commands::Words& out);
  bool glob(const Field& field, Span span, commands::Words& out);

  // parameters.cpp
  Values value(const shell::Parameter& node);
  void run_inside(const shell::Parameter& node);
  Values look_up(std::string_view name, const shell::Word* index);
  Values special(std::string_view name);
  Values elements(const Variable& variable, const std::string& index);
  Values with_operator(const shell::Parameter& node, Values values);
  Values default_or_alternate(const shell::Parameter& node, Values values);
  std::string changed(const shell::Parameter& node, const std::string& value);
  std::string replaced(const shell::Parameter& node, const std::string& value);
  std::string substring(const shell::Parameter& node, const std::string& value);

  Machine& machine_;
  std::vector<Field> fields_;
  Field field_;
  bool splits_ = true;
};

}  // namespace guards::effects
