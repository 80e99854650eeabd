// output.h - data to stdout, words to stderr.
// Shape:  functions over the two streams; the only printing of flockgate-cli.
// Errors: a stream that takes no more is not ours to repair; flush_output() tells.
// Source: docs/man/flockgate.1.
#pragma once

#include <string_view>

#include "coord/base/result.h"

namespace hooks::cli {

// Data, verbatim, to stdout (buffered until flush_output or the end of the program).
void print(std::string_view data);

// Words to stderr; a missing last newline is added.
void say(std::string_view words);

// Everything printed has left the process; false when it could not (a closed pipe, a full disk).
bool flush_output();

// Words about an error, {"schema":"error/1",...} on stdout too when `json`; the exit code of it.
int complain(const base::Error& error, bool json);

int exit_code_of(base::Code code);

}  // namespace hooks::cli
