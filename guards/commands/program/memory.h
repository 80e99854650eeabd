// memory.h - what a program's variables hold at one point of its text.
// Shape:  base class; a function's frame is a copy.
// Errors: none: see program.h.
// Source: ADR-0042.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/program/cursor.h"
#include "guards/commands/program/program.h"
#include "guards/commands/program/value.h"

namespace guards::commands::program {

// Where a value goes: a name, or the field `key` of the value into a name.
struct Target {
  std::string name;
  std::string key = {};
};

class Memory : protected Cursor {
 protected:
  struct Binding {
    Value value;
    std::size_t level = 0;
    int frame = 0;
  };

  // A value given again inside a branch is one of two; straight on it replaces the other.
  void bind(const std::string& name, Value value, bool loop = false);
  void assign(const std::vector<Target>& targets, bool spread, const Value& value);
  // The n-th part of an element of a list of lists; the whole when there is one target.
  void bind_loop(const std::vector<std::string>& names, const Value& element);
  // A name nobody has bound is itself.
  Value value_of(const std::string& name) const;
  bool has_function(const std::string& name) const;
  // What each language calls the words behind the script.
  void bind_arguments(const Program& program);

  std::map<std::string, Binding, std::less<>> values_;
  std::size_t level_ = 0;  // how deep the statement stands
  int frame_ = 0;
  bool conditional_ = false;  // what stands here may not be reached
};

}  // namespace guards::commands::program
