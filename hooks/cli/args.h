// args.h - one verb's command line, from rows of a table.
// Shape:  Verb and Flag are constexpr rows in args.cpp; Invocation is what was typed.
// Errors: invalid_input with the nearest known word in `hint`.
// Source: house.md section 9 ("add a flag": one row); help and man page sections come from the
// rows.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/world.h"

namespace hooks::cli {

struct Flag {
  std::string_view name;   // "--since"
  std::string_view value;  // "TIME"; empty for a switch
  std::string_view help;
};

struct Invocation {
  std::string verb;
  std::vector<std::string> words;  // positional, sub-verb first ("append")
  std::vector<std::string> rest;   // all behind "--"
  std::map<std::string, std::string, std::less<>> flags;

  bool has(std::string_view flag) const;
  std::optional<std::string_view> value(std::string_view flag) const;
};

struct Verb {
  std::string_view name;     // "journal"
  std::string_view usage;    // "journal append KIND JSON | tail [-f] | check | compact"
  std::string_view summary;  // one line for --help
  std::span<const Flag> flags;
  bool human_only = false;  // agents may not run it
  int (*run)(const Invocation& call, base::World& world) = nullptr;
};

std::span<const Verb> verbs();

// Parses, answers --help and --version itself, runs the verb, returns the exit code.
int run(int argc, char** argv, base::World& world);

}  // namespace hooks::cli
