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

bool fits_one(std::string_view pattern, std::string_view word) {
  if (!base::is_glob(pattern)) return pattern == word;
  if (word.find('/') == std::string_view::npos && pattern.find('/') == std::string_view::npos)
    return base::glob_match(pattern, word);
  return base::glob_match(without_slashes(pattern), without_slashes(word));
}

// "{docker,podman}" is the usual first word of a pattern and is asked for every command: a list
// is compared one by one, which spares the forms and steps of a whole glob.
bool fits_word(std::string_view pattern, std::string_view word) {
  const bool braced = pattern.size() > 2 && pattern.front() == '{' && pattern.back() == '}';
  if (!braced) return fits_one(pattern, word);
  std::string_view list = pattern.substr(1, pattern.size() - 2);
  if (list.find_first_of("{}\\[") != std::string_view::npos) return fits_one(pattern, word);
  while (true) {
    const std::size_t comma = list.find(',');
    if (fits_one(list.substr(0, comma), word)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

bool fits_words(std::string_view pattern, const std::vector<std::string>& words) {
  const std::string_view program = pattern.substr(0, pattern.find(' '));
  if (words.empty() || (!program.empty() && !fits_word(program, words[0]))) return false;
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

}  // namespace guards
