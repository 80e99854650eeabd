// glob_tokens.h - a glob pattern as a row of small steps, for glob.cpp.
// Shape:  plain values. State i of a pattern stands before token i; a path fits when its last byte
//         leads to the state behind the last token.
// Errors: invalid_input with the byte offset in `where`.
// Source: docs/spec/policy.md section 3; glob(7), bash(1) "Pattern Matching".
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"

namespace base {

using ByteSet = std::bitset<256>;

enum class GlobStep : std::uint8_t {
  one,   // exactly one byte of the set
  loop,  // any number of bytes of the set
  fork,  // no byte: goes on behind this token, or behind the two that follow it
};

struct GlobToken {
  GlobStep step = GlobStep::one;
  ByteSet bytes;
};

// The steps of a pattern without braces.
[[nodiscard]] Result<std::vector<GlobToken>> glob_tokens(std::string_view pattern);

// Every form of {a,b}, at most 64.
[[nodiscard]] Result<std::vector<std::string>> expand_braces(std::string_view pattern);

}  // namespace base
