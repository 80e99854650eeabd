// command.h - the one place that runs git, bounded in time and in what it may say.
// Shape:  values in, values out; the child inherits a named few variables, and what it is fed.
// Units:  Millis; bytes.
// Errors: not_found (no git), timed_out, io; a git that says no is a value: exit_code.
// Source: git(1), "Environment variables"; posix_spawn(3); ADR-0065 (git judges what git would do).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace coord {

struct GitAsk {
  std::string folder;              // where it runs: git -C
  std::vector<std::string> words;  // behind `git -C FOLDER`
  base::Millis limit_ms = 5'000;
  std::size_t max_bytes = 16U << 20U;
  // What it reads on stdin: the next piece each time, an empty one ends it; none: nothing.
  std::function<base::Result<std::string>()> input = {};
  std::vector<std::string> variables = {};  // "NAME=value", besides those it always has
};

// An input that is this text.
std::function<base::Result<std::string>()> once(std::string text);

struct GitSaid {
  int exit_code = 0;
  std::string out;
};

// Takes no optional lock, asks nobody, starts no file system monitor.
[[nodiscard]] base::Result<GitSaid> run_git(base::World& world, const GitAsk& ask);

}  // namespace coord
