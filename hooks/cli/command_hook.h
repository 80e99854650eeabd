// command_hook.h - `flockgate hook`: payload on stdin, the platform's answer out.
// Shape:  one function, called by the lean program only.
// Errors: none: it always ends the process with an answer.
// Source: docs/man/flockgate.1; docs/ARCHITECTURE.md section 4.
#pragma once

namespace hooks::cli {

// Words behind "hook": [--platform NAME] [--event NAME].
[[noreturn]] void command_hook(int argc, char** argv);

}  // namespace hooks::cli
