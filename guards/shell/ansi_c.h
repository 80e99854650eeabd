// ansi_c.h - the value of $'...'.
// Shape:  one pure function.
// Units:  bytes; \u and \U become UTF-8.
// Errors: none; an unknown escape stands for itself, as in bash.
// Source: bash 5.2 manual, chapter 3.1.2.4.
#pragma once

#include <cstddef>
#include <string_view>

namespace guards::shell {

// Writes the value of the text between the quotes to `out` (room for written.size() bytes) and
// returns its size. A NUL ends the value.
std::size_t decode_ansi_c(std::string_view written, char* out);

}  // namespace guards::shell
