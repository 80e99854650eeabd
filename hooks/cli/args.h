// args.h - one verb's command line, from rows of a table.
// Shape:  Verb and Flag are constexpr rows in verbs.cpp; Invocation is what was typed.
// Errors: invalid_input with the nearest known word in `hint`.
// Source: ADR-0026 (one row per flag); help, man page section and completion come from the rows.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks::cli {

struct Flag {
  std::string_view name;   // "--since"
  std::string_view value;  // "TIME"; empty for a switch
  std::string_view help;
  char brief = 0;  // 'f' for -f as well
};

struct Invocation {
  std::string verb;
  std::vector<std::string> words;  // positional, sub-verb first ("append")
  std::vector<std::string> rest;   // all behind "--"
  // By long name; a switch has one empty value, a repeated flag all its values in order.
  std::map<std::string, std::vector<std::string>, std::less<>> flags;

  bool has(std::string_view flag) const;
  // The last one typed.
  std::optional<std::string_view> value(std::string_view flag) const;
  std::span<const std::string> values(std::string_view flag) const;
  bool json() const { return has("--json"); }
  // Positional number `index`; empty when there are fewer.
  std::string_view word(std::size_t index) const;
};

struct Verb {
  std::string_view name;     // "journal"
  std::string_view usage;    // "append KIND JSON | tail [-f] | check | compact"; no verb, no flags
  std::string_view summary;  // one line for --help
  std::span<const Flag> flags;  // --json and --help belong to every verb and to no row
  bool human_only = false;      // agents may not run it
  int (*run)(const Invocation& call, base::World& world) = nullptr;
};

// Sorted by name.
std::span<const Verb> verbs();
const Verb* find_verb(std::span<const Verb> among, std::string_view name);

// Words behind the verb; "--" ends the flags and stays in `rest` no more.
[[nodiscard]] base::Result<Invocation> read_args(const Verb& verb,
                                                 std::span<const std::string> words);

// Parses, answers --help and --version itself, runs the verb, returns the exit code.
int run(int argc, char** argv, base::World& world);

}  // namespace hooks::cli
