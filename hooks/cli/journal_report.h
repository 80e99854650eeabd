// journal_report.h - what `journal check` found, for people and for programs.
// Shape:  pure functions, report in, text out.
// Units:  lines end with a newline.
// Errors: none.
// Source: docs/spec/journal.md section 6; schema journal-check/1.
#pragma once

#include <string>

#include "coord/journal/check.h"

namespace hooks::cli {

std::string check_words(const coord::CheckReport& report);
std::string check_json(const coord::CheckReport& report);

}  // namespace hooks::cli
