// word_list.h - a text of words with one mark between them, as the tables hold them.
// Shape:  constexpr functions over views; usable in static_assert.
// Errors: none: any text is a list.
// Source: docs/spec/command-facts.md.
#pragma once

#include <string_view>

namespace guards {

// Cuts the next word (up to `at`) off the front of `text`; empty when there is none.
constexpr std::string_view take_word(std::string_view& text, char at = ' ') {
  while (!text.empty() && text.front() == at) text.remove_prefix(1);
  const std::string_view word = text.substr(0, text.find(at));
  text.remove_prefix(word.size());
  return word;
}

// Is `word` one of the blank-separated words?
constexpr bool lists(std::string_view words, std::string_view word) {
  for (auto one = take_word(words); !one.empty(); one = take_word(words)) {
    if (one == word) return true;
  }
  return false;
}

}  // namespace guards
