// diff_text.h - what changed in a file, in the few lines an agent is shown.
// Shape:  pure functions over two texts.
// Units:  at most kDiffLines lines; secrets whose shape we know are taken out, controls escaped.
// Errors: none.
// Source: ADR-0062 (a refusal shows what changed).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hooks {

inline constexpr std::size_t kDiffLines = 8;

// "+3 -1": lines that came and went.
std::string diff_size(std::string_view before, std::string_view after);

// A first line of ours, then "-2 | beta" and "+2 | gamma"; what does not fit is counted. Empty when
// the texts are the same.
std::vector<std::string> diff_text(std::string_view before, std::string_view after);

}  // namespace hooks
