// literal_scan.h - which of many literals some texts hold, in one pass over a long one.
// Shape:  pure function.
// Units:  bytes, exactly as written.
// Errors: none.
// Source: policies have dozens of content patterns, each behind a literal.
#pragma once

#include <string_view>
#include <vector>

namespace guards {

// For each literal: does any of the texts hold it?
std::vector<bool> held_literals(const std::vector<std::string_view>& literals,
                                const std::vector<std::string_view>& texts);

}  // namespace guards
