// print.h - the texts that echo, printf and read make.
// Shape:  pure functions; holes pass through.
// Errors: none: a format that cannot be told gives a hole.
// Source: bash 5.2 manual, 4.2 (echo, printf, read).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

// Appends every byte from `first` to `last`.
void add_range(std::string& text, char first, char last);

// Backslash escapes of `echo -e` and of printf formats.
std::string unescaped(std::string_view text);

// printf FORMAT ARGUMENTS, the format repeated while arguments are left (bounded).
std::string formatted(std::string_view format, const std::vector<std::string>& arguments);

// The line cut at `separators` into at most `most` fields, the last one taking the rest.
std::vector<std::string> fields_of(std::string_view line, std::size_t most,
                                   std::string_view separators);

}  // namespace guards::commands
