// journal_report.h - what checking a chain has found, for people and for programs.
// Shape:  pure functions, report in, text out.
// Units:  lines end with a newline.
// Errors: none.
// Source: docs/spec/journal.md section 6; schemas journal-check/1, audit-check/1.
#pragma once

#include <string>
#include <string_view>

#include "coord/journal/check.h"

namespace hooks::cli {

std::string check_words(const coord::CheckReport& report);
// One object of the schema "NAME-check/1".
std::string check_json(const coord::CheckReport& report, std::string_view name);

}  // namespace hooks::cli
