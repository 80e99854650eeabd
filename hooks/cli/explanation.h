// explanation.h - what a command would do, worded: explain/1 JSON and carets for people.
// Shape:  pure functions over Effects.
// Units:  paths relative to the work tree when inside it, absolute otherwise.
// Errors: none.
// Source: product.md section 10 (explain/1); docs/spec/explain.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guards/effect.h"

namespace hooks::cli {

// Paths whose bytes, name or metadata would change; read ones; each once, in order.
std::vector<std::string> written_paths(const guards::Effects& effects, std::string_view root);
std::vector<std::string> read_paths(const guards::Effects& effects, std::string_view root);

// One line, without newline.
std::string explanation_json(const guards::Effects& effects, std::string_view root);

// The command with carets under the words, effect by effect.
std::string explanation_text(const guards::Effects& effects, std::string_view command,
                             std::string_view root);

}  // namespace hooks::cli
