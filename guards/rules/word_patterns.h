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

// "!npm publish --dry-run": what fits it is none of the rule's business.
constexpr bool is_exception(std::string_view pattern) {
  return pattern.starts_with('!');
}
// The words, or globs, one of which a fitting command begins with.
std::vector<std::string_view> first_words(std::string_view pattern);

// Nearly all patterns part from a command at its program: told before anything is cut up.
class WordPatterns {
 public:
  explicit WordPatterns(std::vector<std::string_view> patterns);

  // Does any of them, and no exception?
  [[nodiscard]] bool fit(const std::vector<std::string>& words) const;

 private:
  // What the first word of a fitting command may be.
  struct Start {
    std::uint32_t letters;   // a set: what it may begin with
    std::string_view names;  // with commas between them; empty when only a glob can tell
  };
  [[nodiscard]] bool is_excepted(const std::vector<std::string>& words) const;
  static Start start_of(std::string_view first);
  static Start start_of_name(std::string_view first);
  static Start start_of_list(std::string_view first);

  std::vector<std::string_view> patterns_;
  std::vector<Start> starts_;  // for each pattern
  std::vector<std::string_view> exceptions_;
};

}  // namespace guards
