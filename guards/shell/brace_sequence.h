// brace_sequence.h - {1..10..2} and {a..e}: what stands between such braces.
// Shape:  plain value made from a text; the words it stands for are spelled one by one.
// Errors: none; a text that is no sequence is an empty optional.
// Source: bash 5.2 manual, chapter 3.5.1 (sequence expressions).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guards::shell {

struct BraceSequence {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t step = 1;  // above 0, whichever way it runs
  std::size_t width = 0;  // numbers with a leading zero are padded
  bool letters = false;

  // How many words it stands for: at least one.
  std::size_t size() const;
  // The word at `index`, which is below size().
  std::string word(std::size_t index) const;
};

// The sequence a text between braces spells.
std::optional<BraceSequence> brace_sequence(std::string_view text);

}  // namespace guards::shell
