// os_error.h - an errno as an Error that people understand.
// Shape:  pure function over a constexpr table.
// Errors: not_found, denied, busy (exists already), invalid_input, unsupported; the rest is io.
// Source: errno(3); fault rows A5.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/result.h"

namespace base {

// "cannot <doing>: no space left", with `where` as given.
Error os_error(int number, std::string_view doing, std::string where);

}  // namespace base
