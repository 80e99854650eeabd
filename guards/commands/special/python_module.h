// python_module.h - `python -m MODULE`: modules that are programs.
// Shape:  pure function.
// Errors: none: a module nobody here knows is a Doubt.
// Source: the Python 3.11 library reference, each module's "Command-Line Interface".
#pragma once

#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

Meaning python_module(const Word& module, const Words& arguments, const View& view);

}  // namespace guards::commands
