// scope.h - what a shell knows at one point of the text: variables, arguments, place, functions.
// Shape:  plain value; a subshell works on a copy.
// Units:  cwd is absolute or a hole; a variable has one alternative per way it may have been set.
// Errors: none.
// Source: ADR-0020.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/shell/commands.h"

namespace guards::effects {

struct Variable {
  std::vector<std::string> alternatives;             // never empty; in the order of the ways
  std::map<std::string, std::string> elements = {};  // of an array: index_key or word -> value
  bool is_array = false;
  bool is_map = false;  // declare -A
  bool exported = false;
  bool integer = false;    // declare -i
  bool reference = false;  // declare -n
  bool maybe_unset = false;
  bool from_network = false;  // some of its text

  bool operator==(const Variable&) const = default;
};

class Scope {
 public:
  static constexpr std::size_t kMaxAlternatives = 8;

  const Variable* find(std::string_view name) const;
  Variable& make(std::string_view name);
  void set(std::string_view name, std::string value);
  void unset(std::string_view name);

  // A program started from here sees exported variables only.
  void start_child();

  // Both ways may have been gone: values that differ become alternatives.
  void join(const Scope& other);

  std::string cwd;
  std::vector<std::string> folders;  // pushd
  std::string program = "bash";      // $0
  std::vector<std::string> arguments;
  bool arguments_known = true;  // false: more or other ones may stand there
  std::map<std::string, const shell::Function*, std::less<>> functions;
  std::map<std::string, std::string, std::less<>> aliases;
  bool extglob = false;
  bool dotglob = false;
  bool nullglob = false;
  bool expands_aliases = false;
  std::optional<int> status = 0;  // $?

 private:
  std::map<std::string, Variable, std::less<>> variables_;
};

// Keys of an indexed array sort as numbers.
std::string index_key(long long index);

}  // namespace guards::effects
