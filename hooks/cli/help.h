// help.h - help texts, made from the rows.
// Shape:  pure functions; whole texts with their last newline.
// Errors: none.
// Source: ADR-0026 (one row per flag).
#pragma once

#include <span>
#include <string>

#include "hooks/cli/args.h"

namespace hooks::cli {

std::string help_of(std::span<const Verb> all);
std::string help_of(const Verb& verb);
// All rows as one JSON object: the manual page and completion are made from it.
std::string help_json(std::span<const Verb> all);

}  // namespace hooks::cli
