// folds.h - what simple filters print when their input is known.
// Shape:  one pure function.
// Errors: nothing when it cannot be told.
// Source: POSIX.1-2017 XCU and GNU coreutils 9.1 manual of each command.
#pragma once

#include <optional>
#include <string>

#include "guards/commands/arguments.h"
#include "guards/commands/view.h"

namespace guards::commands {

// Standard output of the call; takes standard input when the command would.
std::optional<std::string> folded(const Call& call, const Arguments& arguments, const View& view);

}  // namespace guards::commands
