// globbing.h - names on the disk that fit a pattern.
// Shape:  one function; bounded.
// Units:  the pattern as written, relative to cwd or absolute; results in the same form, sorted.
// Errors: none: a folder that cannot be listed holds nothing.
// Source: bash 5.2 manual, 3.5.8.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "guards/effects/files.h"

namespace guards::effects {

inline constexpr std::size_t kMaxMatches = 512;

// Empty when nothing fits, or when more than kMaxMatches do.
std::vector<std::string> matching_paths(const std::string& pattern, const std::string& cwd,
                                        const Files& files, bool dotglob);

}  // namespace guards::effects
