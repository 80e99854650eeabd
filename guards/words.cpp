#include "guards/words.h"

namespace guards {

void add_word(std::string& line, std::string_view word) {
  if (!line.empty()) line += ' ';
  if (!word.empty() && word.find_first_of(" \t\n'\\") == std::string_view::npos) {
    line += word;
    return;
  }
  line += single_quoted(word);
}

std::string single_quoted(std::string_view word) {
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view kHarmless =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@%:,";
  const bool harmless = word.find_first_not_of(kHarmless) == std::string_view::npos;
  return harmless && !word.empty() ? std::string(word) : single_quoted(word);
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\'') {
      quoted = !quoted;
    } else if (!quoted && c == '\\' && i + 1 < line.size()) {
      words.back() += line[++i];
    } else if (!quoted && c == ' ') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

}  // namespace guards
