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

// Is `word` one of the words?
constexpr bool lists(std::string_view words, std::string_view word, char at = ' ') {
  if (word.empty() || word.find(at) != std::string_view::npos) return false;
  for (auto i = words.find(word); i != std::string_view::npos; i = words.find(word, i + 1)) {
    const std::size_t end = i + word.size();
    if ((i == 0 || words[i - 1] == at) && (end == words.size() || words[end] == at)) return true;
  }
  return false;
}

}  // namespace guards
