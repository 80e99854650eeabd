#include "guards/rules/word_patterns.h"

#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/text.h"
#include "guards/word_list.h"

namespace guards {

namespace {

// Words are no paths: * crosses a slash in them.
std::string without_slashes(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '/', '\x1f');
  return out;
}

constexpr bool is_special(char c) {
  return c == '*' || c == '?' || c == '[' || c == '{' || c == '\\';
}

constexpr std::uint32_t kAnyLetter = ~0U;

constexpr std::uint32_t letter(char c) {
  return 1U << (static_cast<unsigned char>(c) % 32);
}

// What a word that fits may begin with, as a set of letters. What is nested may begin with
// anything.
std::uint32_t first_letters(std::string_view pattern) {
  if (pattern.empty()) return kAnyLetter;
  if (pattern.front() != '{') return is_special(pattern.front()) ? kAnyLetter : letter(pattern[0]);
  std::uint32_t letters = 0;
  bool begins = true;
  for (const char c : pattern.substr(1)) {
    const bool over = c == ',' || c == '}';
    // Where one is empty, what stands behind the list begins the word.
    if (is_special(c) || (begins && over)) return kAnyLetter;
    if (c == '}') return letters;
    if (begins) letters |= letter(c);
    begins = over;
  }
  return kAnyLetter;
}

bool fits_one(std::string_view pattern, std::string_view word) {
  if (pattern == "*") return true;
  const bool plain = !pattern.empty() && !is_special(pattern.front());
  if (plain && !word.starts_with(pattern.front())) return false;
  if (!base::is_glob(pattern)) return pattern == word;
  if (word.find('/') == std::string_view::npos && pattern.find('/') == std::string_view::npos)
    return base::glob_match(pattern, word);
  return base::glob_match(without_slashes(pattern), without_slashes(word));
}

// "{docker,podman}" is the usual first word of a pattern: a list is compared one by one, which
// spares the forms and steps of a whole glob. What is no such list stands alone.
std::string_view list_in(std::string_view pattern) {
  const bool braced = pattern.size() > 2 && pattern.front() == '{' && pattern.back() == '}';
  const std::string_view list = braced ? pattern.substr(1, pattern.size() - 2) : "";
  const auto nests = [](char c) { return c == '{' || c == '}' || c == '\\' || c == '['; };
  return std::any_of(list.begin(), list.end(), nests) ? "" : list;
}

bool fits_word(std::string_view pattern, std::string_view word) {
  std::string_view list = list_in(pattern);
  if (list.empty()) return fits_one(pattern, word);
  while (true) {
    const std::size_t comma = list.find(',');
    if (fits_one(list.substr(0, comma), word)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

bool fits_words(std::string_view pattern, const std::vector<std::string>& words) {
  std::size_t at = 0;
  for (auto wanted = take_word(pattern); !wanted.empty(); wanted = take_word(pattern)) {
    while (at < words.size() && !fits_word(wanted, words[at])) {
      if (at == 0 || words[at] == "--") return false;  // behind "--" stand another's words
      ++at;
    }
    if (at++ >= words.size()) return false;
  }
  return at > 0;
}

WordPatterns::WordPatterns(std::vector<std::string_view> patterns)
    : patterns_(std::move(patterns)) {
  begins_.reserve(patterns_.size());
  for (std::string_view pattern : patterns_) begins_.push_back(first_letters(take_word(pattern)));
}

bool WordPatterns::fit(const std::vector<std::string>& words) const {
  if (words.empty()) return false;
  const std::uint32_t begin = words[0].empty() ? kAnyLetter : letter(words[0].front());
  for (std::size_t i = 0; i < patterns_.size(); ++i)
    if ((begins_[i] & begin) != 0 && fits_words(patterns_[i], words)) return true;
  return false;
}

std::vector<std::string_view> first_words(std::string_view pattern) {
  const std::string_view word = take_word(pattern);
  const std::string_view list = list_in(word);
  std::vector<std::string_view> words = {word};
  if (!list.empty()) words = base::split(list, ',');
  return words;
}

}  // namespace guards
