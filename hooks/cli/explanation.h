// explanation.h - what a command would do and what the rules say, worded: JSON and carets.
// Shape:  pure functions over Effects and a Verdict.
// Units:  paths relative to the work tree when inside it, absolute otherwise.
// Errors: none.
// Source: docs/man/flockgate.1; docs/spec/explain.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guards/effect.h"
#include "hooks/verdict.h"

namespace hooks::cli {

// Paths whose bytes, name or metadata would change; read ones; each once, in order.
std::vector<std::string> written_paths(const guards::Effects& effects, std::string_view root);
std::vector<std::string> read_paths(const guards::Effects& effects, std::string_view root);

// What is explained; nothing is owned.
struct Explanation {
  const guards::Effects& effects;
  const Verdict& verdict;
  std::string_view command;
  std::string_view root;
};

// One line of explain/1, without newline.
std::string explanation_json(const Explanation& explanation);

// The command with carets under the words, effect by effect, then rule by rule and the verdict.
std::string explanation_text(const Explanation& explanation);

}  // namespace hooks::cli
