#include "guards/commands/special/makefile.h"

#include <algorithm>
#include <utility>

#include "coord/base/text.h"
#include "guards/commands/meaning.h"

namespace guards::commands {

namespace {

constexpr int kMaxDepth = 12;
constexpr std::size_t kMaxText = 16'384;
constexpr std::size_t kMaxRules = 2'000;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = text.find_first_not_of(" \t"); at < text.size();
       at = text.find_first_not_of(" \t", at)) {
    const auto end = std::min(text.find_first_of(" \t", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// The text a `%` stands for, when `target` fits `pattern`.
std::optional<std::string> stem_of(const std::string& pattern, const std::string& target) {
  const auto percent = pattern.find('%');
  if (percent == std::string::npos || target.size() < pattern.size()) return std::nullopt;
  const std::string begin = pattern.substr(0, percent);
  const std::string end = pattern.substr(percent + 1);
  if (!target.starts_with(begin) || !target.ends_with(end)) return std::nullopt;
  return target.substr(percent, target.size() - begin.size() - end.size());
}

void fill_stem(std::string& text, const std::string& stem) {
  const auto percent = text.find('%');
  if (percent != std::string::npos) text.replace(percent, 1, stem);
}

// Where the bracket at `at` is closed, or the end.
std::size_t closing(std::string_view text, std::size_t at) {
  const char open = text[at];
  const char close = open == '(' ? ')' : '}';
  int nesting = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == open) ++nesting;
    if (text[at] == close && --nesting == 0) break;
  }
  return at;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

// Line by line; a backslash at the end joins the next line.
template <class Use>
void each_line(std::string_view text, Use use) {
  std::string whole;
  for (const std::string_view line : base::split(text, '\n')) {
    whole += line;
    if (whole.ends_with('\\')) {
      if (whole.starts_with('\t'))
        whole += '\n';
      else
        whole.back() = ' ';
      continue;
    }
    use(std::string_view(whole));
    whole.clear();
  }
  if (!whole.empty()) use(std::string_view(whole));
}

std::size_t sign_of_rule(std::string_view line) {
  int nesting = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '(' || line[i] == '{') ++nesting;
    if (line[i] == ')' || line[i] == '}') --nesting;
    if (line[i] == ':' && nesting == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

void Makefile::read(std::string_view text) {
  each_line(text, [this](std::string_view line) { read_line(line); });
}

void Makefile::override_variable(const std::string& name, const std::string& value) {
  overrides_[name] = value;
}

void Makefile::read_line(std::string_view line) {
  if (line.starts_with('\t')) {
    for (std::size_t i = rules_.size() - std::min(open_rules_, rules_.size()); i < rules_.size();
         ++i) {
      rules_[i].recipe.emplace_back(line.substr(1));
    }
    return;
  }
  line = base::trim(line.substr(0, line.find('#')));
  if (line.empty()) return;
  for (const std::string_view word : {"include ", "-include ", "sinclude "}) {
    if (!line.starts_with(word)) continue;
    for (std::string& name : words_of(expanded(line.substr(word.size()), {}, 0)))
      includes_.push_back(std::move(name));
    return;
  }
  for (const std::string_view word : {"export ", "override ", "private "}) {
    if (line.starts_with(word)) line = base::trim(line.substr(word.size()));
  }
  if (!read_assignment(line)) read_rule(line);
}

bool Makefile::read_assignment(std::string_view line) {
  const auto equals = line.find('=');
  const auto colon = sign_of_rule(line);
  if (equals == std::string_view::npos || equals == 0) return false;
  const bool is_simple =
      colon != std::string_view::npos && colon < equals &&
      line.substr(colon, equals - colon).find_first_not_of(':') == std::string_view::npos;
  if (colon < equals && !is_simple) return false;
  const auto end = line.find_last_not_of(":?+! \t", equals - 1);
  if (end == std::string_view::npos) return false;
  const std::string name(line.substr(0, end + 1));
  const std::string value(base::trim(line.substr(equals + 1)));
  std::string& old = variables_[name];
  switch (line[equals - 1]) {
    case '+':
      old += " " + value;
      break;
    case '?':
      if (old.empty()) old = value;
      break;
    case '!':
      old = kHole;
      break;
    default:
      old = is_simple ? expanded(value, {}, 0) : value;
  }
  return true;
}

void Makefile::read_rule(std::string_view line) {
  const auto colon = sign_of_rule(line);
  if (colon == std::string_view::npos || rules_.size() > kMaxRules) return;
  auto rest = line.substr(colon + 1);
  while (rest.starts_with(':')) rest.remove_prefix(1);
  const auto semicolon = rest.find(';');
  std::string needs = expanded(rest.substr(0, semicolon), {}, 0);
  std::ranges::replace(needs, '|', ' ');
  open_rules_ = 0;
  for (const std::string& target : words_of(expanded(line.substr(0, colon), {}, 0))) {
    Written rule{target, needs, {}};
    if (semicolon != std::string_view::npos) rule.recipe.emplace_back(rest.substr(semicolon + 1));
    const bool is_special = target.starts_with('.') && target.find('/') == std::string::npos;
    const bool is_pattern = target.find('%') != std::string::npos;
    if (first_goal_.empty() && !is_special && !is_pattern) first_goal_ = target;
    rules_.push_back(std::move(rule));
    ++open_rules_;
  }
}

void Makefile::add(MakeRule& found, std::string& stem, const Written& rule,
                   const std::string& goal) {
  const auto part = stem_of(rule.target, goal);
  for (std::string& needed : words_of(rule.needs)) {
    if (part) fill_stem(needed, *part);
    found.needs.push_back(std::move(needed));
  }
  if (!rule.recipe.empty()) found.recipe = rule.recipe;
  if (part) stem = *part;
}

// The recipe with the names make sets for one goal.
std::vector<std::string> Makefile::filled(const MakeRule& rule, const std::string& goal,
                                          const std::string& stem) const {
  std::string all;
  for (const std::string& needed : rule.needs) all.append(all.empty() ? "" : " ").append(needed);
  const Locals locals = {
      {"@",  goal                                        },
      {"<",  rule.needs.empty() ? "" : rule.needs.front()},
      {"^",  all                                         },
      {"+",  all                                         },
      {"?",  all                                         },
      {"*",  stem                                        },
      {"@D", folder_of(goal)                             },
  };
  std::vector<std::string> recipe;
  for (const std::string& line : rule.recipe) {
    std::string text = expanded(line, locals, 0);
    text.erase(0, std::min(text.find_first_not_of(" \t@+-"), text.size()));
    if (!text.empty()) recipe.push_back(std::move(text));
  }
  return recipe;
}

std::optional<MakeRule> Makefile::rule_for(const std::string& goal) const {
  MakeRule found;
  std::string stem;
  bool any = false;
  for (const Written& rule : rules_) {
    if (rule.target != goal) continue;
    any = true;
    add(found, stem, rule, goal);
  }
  for (const Written& rule : rules_) {
    if (!found.recipe.empty() || !stem_of(rule.target, goal)) continue;
    any = true;
    add(found, stem, rule, goal);
  }
  if (!any) return std::nullopt;
  found.recipe = filled(found, goal, stem);
  return found;
}

std::string Makefile::expanded(std::string_view text, const Locals& locals, int depth) const {
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() < kMaxText; ++i) {
    if (text[i] != '$' || i + 1 >= text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    if (next == '$') {
      out += '$';
    } else if (next == '(' || next == '{') {
      const std::size_t begin = i + 1;
      i = closing(text, i);
      out += value_of(std::string(text.substr(begin, i - begin)), locals, depth + 1);
    } else {
      out += value_of(std::string(1, next), locals, depth + 1);
    }
  }
  return out;
}

std::string Makefile::value_of(const std::string& name, const Locals& locals, int depth) const {
  if (depth > kMaxDepth) return kUnknown;
  if (const auto at = locals.find(name); at != locals.end()) return at->second;
  if (const auto at = overrides_.find(name); at != overrides_.end()) return at->second;
  if (const auto at = variables_.find(name); at != variables_.end())
    return expanded(at->second, locals, depth);
  if (name == "MAKE") return "make";
  if (name == "CC") return "cc";
  if (name == "CXX") return "c++";
  if (name == "RM") return "rm -f";
  // Functions, substitutions, and what only make's surroundings know.
  const bool is_plain = name.find_first_of(" :,") == std::string::npos;
  return is_plain ? std::string() : kUnknown;
}

std::vector<std::string> Makefile::take_includes() {
  return std::exchange(includes_, {});
}

}  // namespace guards::commands
