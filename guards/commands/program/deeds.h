// deeds.h - what known functions do with known values: touches, runs, doubts, other values.
// Shape:  base class over a Meaning; knows no words of the program.
// Errors: none: see program.h.
// Source: ADR-0042.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guards/commands/program/facts.h"
#include "guards/commands/program/memory.h"

namespace guards::commands::program {

struct Given {
  std::vector<Value> items;
  std::vector<std::pair<std::string, Value>> fields = {};
  bool comma = false;  // (a,) is a list

  const Value* field(std::string_view names) const;  // the first of the blank-separated ones
};

class Deeds : protected Memory {
 protected:
  Deeds(const Program& program, const View& view, Meaning& meaning);

  Value argument(const FactRow& row, const Value& receiver, const Given& given) const;
  Value second(const FactRow& row, const Value& receiver, const Given& given) const;

  // paths.cpp
  Value do_path(const FactRow& row, const Value& path, const Value& other, const Given& given);
  void mark_unsure(std::size_t first);
  void touch_all(Role role, const Value& paths);
  void place_all(Role role, const Value& from, const Value& to, bool symbolic = false);

  // runs.cpp
  void run_shell(const Value& text, const Given& given, std::string_view name);
  void run_command(const FactRow& row, const Value& first, const Given& given,
                   std::string_view name);

  // folds.cpp
  Value fold(const FactRow& row, const Value& value, const Value& other, const Given& given);
  Value environment(const Value& name, const Value& otherwise) const;
  // The lines of a file that can be read, where a list is wanted; else the value.
  Value contents(const Value& value) const;

  std::string placed(const std::string& path) const;
  void doubt(std::string_view name, std::string_view what);

  const Program& program_;
  const View& view_;
  Meaning& meaning_;
  const Syntax* syntax_;
  std::string folder_;     // where the program has gone to
  std::string last_name_;  // of the variable a method is called on
  bool maybe_ = false;

 private:
  struct Folding {
    const FactRow& row;
    const Value& value;
    const Value& other;
    const Given& given;
  };
  struct Fold {
    Act act;
    Value (Deeds::*make)(const Folding& in);
  };

  Value open(const Value& path, const Given& given, const Value& mode);
  Value open_perl(const Given& given);
  Value touched(Act act, const Value& path, const Given& given);
  Value connect(const Value& path);
  Value backup(const Value& path, const Value& format);
  void unpack(const Value& archive, const Value& folder);
  void run_words(const std::vector<std::string>& words, const Given& given);
  bool is_unsure() const { return conditional_ || maybe_ || level_ > 0; }
  Word word(const std::string& text) const { return {text, program_.span}; }

  static const std::vector<Fold>& folds();
  Value fold_join(const Folding& in);
  Value fold_home(const Folding& in);
  Value fold_place(const Folding& in);
  Value fold_temporary(const Folding& in);
  Value fold_names(const Folding& in);
  Value fold_lines(const Folding& in);
  Value fold_format(const Folding& in);
  Value fold_replace(const Folding& in);
  Value fold_elements(const Folding& in);
  Value fold_joined(const Folding& in);
  Value fold_push(const Folding& in);
  Value fold_attribute(const Folding& in);
};

// A part of a path, or a path with another part: dirname, basename, stem, with_name, with_suffix.
Value path_part(Act act, const Value& value, const Value& other);

}  // namespace guards::commands::program
