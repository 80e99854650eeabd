#include "guards/rules/rule_context.h"

#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/text.h"

namespace guards {

Remark remark(const RuleContext& on, std::uint32_t rule, std::string what, Span span) {
  const Rule words = on.rules.rule(rule);
  Remark out;
  out.rule = rule;
  out.finding.rule = words.id;
  out.finding.category = words.category;
  out.finding.tier = words.tier;
  out.finding.stage = words.stage;
  out.finding.floor = words.floor;
  out.finding.adr = words.adr;
  out.finding.why = words.why;
  out.finding.instead = words.instead;
  out.finding.what = std::move(what);
  out.finding.span = span;
  return out;
}

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

// Nearly all patterns part from a command at its first letter, the ones of a "{list}" too: one look
// tells, before anything is cut into words. What is nested may begin with anything.
bool may_begin(std::string_view pattern, char first) {
  if (pattern.empty() || pattern.front() != '{')
    return pattern.empty() || pattern.front() == first || is_special(pattern.front());
  bool begins = true;
  for (const char c : pattern.substr(1)) {
    const bool over = c == ',' || c == '}';
    // Where one is empty, what stands behind the list begins the word.
    if (is_special(c) || (begins && (over || c == first))) return true;
    if (c == '}') return false;
    begins = over;
  }
  return true;
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

std::string_view first_word(std::string_view pattern) {
  pattern.remove_prefix(std::min(pattern.find_first_not_of(' '), pattern.size()));
  return pattern.substr(0, pattern.find(' '));
}

}  // namespace

bool fits_words(std::string_view pattern, const std::vector<std::string>& words) {
  if (words.empty()) return false;
  const std::string_view program = pattern.substr(0, pattern.find(' '));
  if (!words[0].empty() && !may_begin(program, words[0].front())) return false;
  if (!program.empty() && !fits_word(program, words[0])) return false;
  std::size_t at = 0;
  bool first = true;
  for (const std::string_view wanted : base::split(pattern, ' ')) {
    if (wanted.empty()) continue;
    while (at < words.size() && !fits_word(wanted, words[at])) {
      if (first || words[at] == "--") return false;  // behind "--" stand another's words
      ++at;
    }
    if (at++ >= words.size()) return false;
    first = false;
  }
  return !first;
}

bool fits_any(const std::vector<std::string_view>& patterns,
              const std::vector<std::string>& words) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return fits_words(pattern, words); });
}

std::vector<std::string_view> first_words(std::string_view pattern) {
  const std::string_view word = first_word(pattern);
  const std::string_view list = list_in(word);
  std::vector<std::string_view> words = {word};
  if (!list.empty()) words = base::split(list, ',');
  if (std::any_of(words.begin(), words.end(), base::is_glob)) words.clear();
  return words;
}

}  // namespace guards
