#include "guards/effects/pattern.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "guards/commands/meaning.h"

namespace guards::effects {

namespace {

using commands::kHole;

constexpr std::string_view kSigns = "*?[\\()|";
constexpr std::string_view kGroupSigns = "?*+@!";
constexpr std::size_t kMaxSteps = 20'000;
constexpr std::size_t kMaxDepth = 12;

// One set of brackets; `at` stands behind '[' and moves behind ']'. False: never closed.
struct Bracket {
  bool closed = false;
  bool fits = false;
  std::size_t end = 0;
};

bool in_class(std::string_view name, unsigned char c) {
  struct Row {
    std::string_view name;
    bool (*has)(unsigned char);
  };
  static constexpr auto kUpper = [](unsigned char x) { return x >= 'A' && x <= 'Z'; };
  static constexpr auto kLower = [](unsigned char x) { return x >= 'a' && x <= 'z'; };
  static constexpr auto kDigit = [](unsigned char x) { return x >= '0' && x <= '9'; };
  static constexpr auto kSpace = [](unsigned char x) { return x == ' ' || (x >= 9 && x <= 13); };
  static constexpr auto kRows = std::to_array<Row>({
      {"alpha", [](unsigned char x) { return kUpper(x) || kLower(x); }                            },
      {"alnum", [](unsigned char x) { return kUpper(x) || kLower(x) || kDigit(x); }               },
      {"upper", kUpper                                                                            },
      {"lower", kLower                                                                            },
      {"digit", kDigit                                                                            },
      {"space", kSpace                                                                            },
      {"blank", [](unsigned char x) { return x == ' ' || x == '\t'; }                             },
      {"punct",
       [](unsigned char x) { return x > 32 && x < 127 && !kUpper(x) && !kLower(x) && !kDigit(x); }},
  });
  for (const Row& row : kRows) {
    if (row.name == name) return row.has(c);
  }
  return false;
}

// A byte that may stand behind a backslash.
unsigned char take_byte(std::string_view pattern, std::size_t& at) {
  if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
  return static_cast<unsigned char>(pattern[at++]);
}

// "a" or "a-z" at `at`, which goes behind it.
bool in_next_range(std::string_view pattern, std::size_t& at, unsigned char byte) {
  const unsigned char low = take_byte(pattern, at);
  const bool range = at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']';
  if (!range) return byte == low;
  ++at;
  return low <= byte && byte <= take_byte(pattern, at);
}

Bracket read_bracket(std::string_view pattern, std::size_t at, char c) {
  Bracket result;
  const auto byte = static_cast<unsigned char>(c);
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size(); first = false) {
    if (pattern[at] == ']' && !first) {
      return {true, found != negated, at + 1};
    }
    const auto end =
        pattern.substr(at).starts_with("[:") ? pattern.find(":]", at) : std::string_view::npos;
    if (end != std::string_view::npos) {
      found = found || in_class(pattern.substr(at + 2, end - at - 2), byte);
      at = end + 2;
    } else {
      found = in_next_range(pattern, at, byte) || found;
    }
  }
  return result;
}

class Matcher {
 public:
  bool run(std::string_view pattern, std::string_view text, std::size_t depth) {
    if (depth > kMaxDepth) return true;
    while (!pattern.empty()) {
      if (++steps_ > kMaxSteps) return true;
      const char sign = pattern[0];
      const auto end = group_end(pattern);
      if (end != std::string_view::npos) return run_group(pattern, end, text, depth);
      if (is_star(sign)) return run_star(pattern.substr(1), text, depth);
      if (text.empty()) return false;
      if (text[0] == kHole) return run_hole(pattern, text, depth);
      if (!take_one(pattern, text[0])) return false;
      text.remove_prefix(1);
    }
    return is_nothing(text);
  }

 private:
  static bool is_star(char sign) { return sign == '*' || sign == kHole; }

  static bool is_nothing(std::string_view text) {
    return text.empty() || (text.size() == 1 && text[0] == kHole);
  }

  // Of "+(a|b)" at the start; npos when none stands there.
  static std::size_t group_end(std::string_view pattern) {
    const bool opens = pattern.size() > 1 && pattern[1] == '(' &&
                       kGroupSigns.find(pattern[0]) != std::string_view::npos;
    return opens ? closing(pattern) : std::string_view::npos;
  }

  bool run_star(std::string_view rest, std::string_view text, std::size_t depth) {
    if (rest.empty()) return true;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (run(rest, text.substr(i), depth + (i == 0 ? 0U : 1U))) return true;
      if (steps_ > kMaxSteps) return true;
    }
    return false;
  }

  // Any number of signs of the pattern may be eaten by what we cannot know.
  bool run_hole(std::string_view pattern, std::string_view text, std::size_t depth) {
    for (std::size_t i = 0; i <= pattern.size(); ++i) {
      if (run(pattern.substr(i), text.substr(1), depth + 1)) return true;
      if (steps_ > kMaxSteps) return true;
    }
    return false;
  }

  // Takes what fits one byte off the pattern.
  static bool take_one(std::string_view& pattern, char c) {
    if (pattern[0] == '[') {
      const Bracket bracket = read_bracket(pattern, 1, c);
      if (bracket.closed) {
        pattern.remove_prefix(bracket.end);
        return bracket.fits;
      }
    }
    if (pattern[0] == '?') {
      pattern.remove_prefix(1);
      return true;
    }
    if (pattern[0] == '\\' && pattern.size() > 1) pattern.remove_prefix(1);
    const bool same = pattern[0] == c;
    pattern.remove_prefix(1);
    return same;
  }

  static std::size_t closing(std::string_view pattern) {
    std::size_t open = 0;
    for (std::size_t i = 1; i < pattern.size(); ++i) {
      if (pattern[i] == '\\') {
        ++i;
      } else if (pattern[i] == '(') {
        ++open;
      } else if (pattern[i] == ')' && --open == 0) {
        return i;
      }
    }
    return std::string_view::npos;
  }

  static std::vector<std::string_view> branches(std::string_view inside) {
    std::vector<std::string_view> found;
    std::size_t open = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= inside.size(); ++i) {
      const char c = i < inside.size() ? inside[i] : '|';
      if (c == '\\') {
        ++i;
      } else if (c == '(') {
        ++open;
      } else if (c == ')') {
        --open;
      } else if (c == '|' && open == 0) {
        found.push_back(inside.substr(begin, i - begin));
        begin = i + 1;
      }
    }
    return found;
  }

  bool run_group(std::string_view pattern, std::size_t end, std::string_view text,
                 std::size_t depth) {
    const char sign = pattern[0];
    const auto inside = branches(pattern.substr(2, end - 2));
    const auto rest = pattern.substr(end + 1);
    const bool may_be_none = sign == '?' || sign == '*';
    const bool repeats = sign == '*' || sign == '+';
    if (may_be_none && run(rest, text, depth + 1)) return true;
    for (std::size_t take = 0; take <= text.size(); ++take) {
      const bool any = std::ranges::any_of(inside, [&](std::string_view branch) {
        return run(branch, text.substr(0, take), depth + 1);
      });
      if (steps_ > kMaxSteps) return true;
      if (any == (sign == '!')) continue;
      const auto left = text.substr(take);
      if (run(rest, left, depth + 1)) return true;
      if (repeats && take > 0 && run_group(pattern, end, left, depth + 1)) return true;
    }
    return false;
  }

  std::size_t steps_ = 0;
};

}  // namespace

bool fits(std::string_view pattern, std::string_view text) {
  return Matcher().run(pattern, text, 0);
}

void add_quoted(std::string& pattern, std::string_view text) {
  for (const char c : text) {
    if (kSigns.find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
}

bool is_pattern(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char sign = pattern[i];
    const bool groups =
        sign == '(' && i > 0 && kGroupSigns.find(pattern[i - 1]) != std::string_view::npos;
    if (groups || sign == '*' || sign == '?' || sign == '[') return true;
    if (sign == '\\') ++i;
  }
  return false;
}

std::string unquoted(std::string_view pattern) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    result += pattern[i];
  }
  return result;
}

}  // namespace guards::effects
