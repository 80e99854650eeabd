// path.h - paths as text: normalise, join, make relative.
// Shape:  pure functions on bytes; nothing here touches the disk (see disk.h for links).
// Units:  '/'-separated; a trailing slash is dropped.
// Errors: none.
// Source: docs/ARCHITECTURE.md section 1; docs/SECURITY.md.
#pragma once

#include <string>
#include <string_view>

namespace base {

bool is_absolute(std::string_view path);

// Lexical form: no //, no /./, a/.. removed, no trailing slash; "" becomes ".".
std::string normalise(std::string_view path);

// `path` as seen from `dir`: absolute stays, else dir/path; normalised.
std::string join_path(std::string_view dir, std::string_view path);

// Is `path` equal to `dir` or below it? Both normalised.
bool is_within(std::string_view path, std::string_view dir);

// Path relative to `root` when within it ("." for the root itself), else unchanged.
std::string relative_to(std::string_view path, std::string_view root);

std::string_view base_name(std::string_view path);
std::string_view dir_name(std::string_view path);   // "." when there is none
std::string_view extension(std::string_view path);  // ".pem"; empty when there is none

}  // namespace base
