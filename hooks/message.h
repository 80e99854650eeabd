// message.h - the words a stopped or warned agent reads.
// Shape:  pure functions; text is UTF-8 and safe on a terminal.
// Units:  four fixed lines, then at most twelve detail lines of at most 200 bytes.
// Errors: none.
// Source: docs/spec/verdicts.md section 4; whole texts in tests/unit/hooks/message_test.cpp.
#pragma once

#include <string>

#include "guards/finding.h"
#include "hooks/verdict.h"

namespace hooks {

// What was stopped, why (rule id), the ADR, what to do instead; then details.
std::string stop_message(const guards::Finding& finding, Word word);

// One line for a warning: what, rule id, what to do instead.
std::string warn_line(const guards::Finding& finding);

}  // namespace hooks
