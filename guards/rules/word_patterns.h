// word_patterns.h - patterns that stand for the words of a command.
// Shape:  pure functions, and a rule's patterns made ready for many commands.
// Units:  a pattern's words in order, others may stand between them; the first is the program.
// Errors: none.
// Source: docs/spec/policy.md section 4.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guards {

// Does a word pattern ("flockgate* approve") fit these words?
bool fits_words(std::string_view pattern, const std::vector<std::string>& words);

// The words, or globs, one of which a fitting command begins with.
std::vector<std::string_view> first_words(std::string_view pattern);

// Nearly all patterns part from a command at its program: told before anything is cut up.
class WordPatterns {
 public:
  explicit WordPatterns(std::vector<std::string_view> patterns);

  // Does any of them?
  [[nodiscard]] bool fit(const std::vector<std::string>& words) const;

 private:
  // What the first word of a fitting command may be.
  struct Start {
    std::uint32_t letters;   // a set: what it may begin with
    std::string_view names;  // with commas between them; empty when only a glob can tell
  };
  static Start start_of(std::string_view first);

  std::vector<std::string_view> patterns_;
  std::vector<Start> starts_;  // for each pattern
};

}  // namespace guards
