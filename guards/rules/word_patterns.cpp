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

bool fits_one(std::string_view pattern, std::string_view word) {
  if (pattern == "*") return true;
  const bool plain = !pattern.empty() && !is_special(pattern.front());
  if (plain && !word.starts_with(pattern.front())) return false;
  const bool escapes = pattern.find('\\') != std::string_view::npos;
  if (!escapes && !base::is_glob(pattern)) return pattern == word;
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

// Where one of the names is empty, what stands behind the list begins the word.
bool has_gap(std::string_view names) {
  return names.empty() || names.front() == ',' || names.back() == ',' ||
         names.find(",,") != std::string_view::npos;
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

WordPatterns::Start WordPatterns::start_of(std::string_view first) {
  return first.starts_with('{') ? start_of_list(first) : start_of_name(first);
}

WordPatterns::Start WordPatterns::start_of_name(std::string_view first) {
  if (first.empty() || is_special(first.front())) return {kAnyLetter, {}};
  const bool plain =
      std::none_of(first.begin(), first.end(), [](char c) { return is_special(c) || c == ','; });
  return {letter(first.front()), plain ? first : std::string_view{}};
}

WordPatterns::Start WordPatterns::start_of_list(std::string_view first) {
  const std::size_t close = std::min(first.find('}'), first.size());
  const std::string_view names = first.substr(1, close - 1);
  const bool plain = close < first.size() && std::none_of(names.begin(), names.end(), is_special);
  if (!plain || has_gap(names)) return {kAnyLetter, {}};
  std::uint32_t letters = 0;
  std::string_view rest = names;
  for (auto name = take_word(rest, ','); !name.empty(); name = take_word(rest, ','))
    letters |= letter(name.front());
  return {letters, close + 1 == first.size() ? names : std::string_view{}};
}

WordPatterns::WordPatterns(std::vector<std::string_view> patterns)
    : patterns_(std::move(patterns)) {
  const auto exceptions = std::stable_partition(patterns_.begin(), patterns_.end(), is_exception);
  exceptions_.assign(patterns_.begin(), exceptions);
  patterns_.erase(patterns_.begin(), exceptions);
  starts_.reserve(patterns_.size());
  std::string_view before;
  for (std::string_view pattern : patterns_) {
    const std::string_view first = take_word(pattern);  // a rule's programs often stand in each
    starts_.push_back(!starts_.empty() && first == before ? starts_.back() : start_of(first));
    before = first;
  }
}

bool WordPatterns::fit(const std::vector<std::string>& words) const {
  if (words.empty()) return false;
  const std::string_view program = words[0];
  const std::uint32_t begin = program.empty() ? kAnyLetter : letter(program.front());
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    const Start& start = starts_[i];
    if ((start.letters & begin) == 0) continue;
    if (!start.names.empty() && !lists(start.names, program, ',')) continue;
    if (fits_words(patterns_[i], words)) return !is_excepted(words);
  }
  return false;
}

bool WordPatterns::is_excepted(const std::vector<std::string>& words) const {
  return std::any_of(exceptions_.begin(), exceptions_.end(), [&](std::string_view exception) {
    return fits_words(exception.substr(1), words);
  });
}

std::vector<std::string_view> first_words(std::string_view pattern) {
  const std::string_view word = take_word(pattern);
  const std::string_view list = list_in(word);
  std::vector<std::string_view> words = {word};
  if (!list.empty()) words = base::split(list, ',');
  return words;
}

}  // namespace guards
