// conflict_text.h - conflicts of undo and shelve, for people and for programs.
// Shape:  functions to stdout and to JSON.
// Units:  none.
// Errors: none.
// Source: ADR-0076 (undo), ADR-0083 (shelve); docs/man/flockgate.1.
#pragma once

#include <string>
#include <vector>

#include "hooks/cli/undoing.h"

namespace hooks::cli {

void show_conflicts(const std::vector<Conflict>& conflicts);
// [{"file":..,"edit":..,"text":..}, ...]
std::string json_of(const std::vector<Conflict>& conflicts);

}  // namespace hooks::cli
