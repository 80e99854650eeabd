// child.h - runs a program to its end and keeps what it said.
// Shape:  values in, values out; the program inherits nothing but what is named here.
// Units:  bytes; exit codes as a shell shows them (128 + signal).
// Errors: io, not_found when the program cannot be started.
// Source: posix_spawn(3); house rule: processes start in hooks/cli only.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"

namespace hooks::cli {

struct Command {
  std::vector<std::string> words;        // the program first; found through PATH of `environment`
  std::string_view input;                // its stdin
  std::string folder;                    // where it runs
  std::vector<std::string> environment;  // "NAME=value"
};

struct Ran {
  int exit_code = 0;
  std::string out;
  std::string err;
};

[[nodiscard]] base::Result<Ran> run_command(const Command& command);

// What execve(2) takes, the null at the end included; good while `words` stays as it is.
std::vector<char*> pointers_to(const std::vector<std::string>& words);

// How a child of ours ended, as a shell shows it; waits for it.
int wait_for(pid_t child);

}  // namespace hooks::cli
