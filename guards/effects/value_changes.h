// value_changes.h - what the operators of ${...} make of a value.
// Shape:  pure functions; patterns as pattern.h reads them.
// Units:  bytes, also where bash counts characters.
// Errors: nothing for an operator that is not followed.
// Source: bash 5.2 manual, 3.5.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "guards/shell/operators.h"

namespace guards::effects {

// ${v#p} ${v%p} ${v^p} ${v,p} ${v~p}, and each of them doubled.
std::optional<std::string> changed_by(shell::ParameterOp op, const std::string& value,
                                      std::string_view pattern);

// ${v/p/with} ${v//p/with} ${v/#p/with} ${v/%p/with}
std::string with_replaced(shell::ParameterOp op, const std::string& value, std::string_view pattern,
                          std::string_view with);

// ${v@U} ${v@L} ${v@u}
std::optional<std::string> transformed(char letter, const std::string& value);

// ${v:offset:length}: below zero both count from the end.
std::string part_of(std::string_view value, std::int64_t offset,
                    std::optional<std::int64_t> length);

}  // namespace guards::effects
