#include "guards/commands/regex_sets.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace guards::commands {

namespace {

using Set = Regex::Set;

template <class Test>
Set set_where(Test test) {
  Set set;
  for (int c = 0; c < 128; ++c) {
    if (test(c) != 0) set.set(static_cast<std::size_t>(c));
  }
  return set;
}

struct NamedClass {
  std::string_view name;
  int (*test)(int);
};

constexpr std::array kClasses = {
    NamedClass{"alnum",  [](int c) { return std::isalnum(c); } },
    NamedClass{"alpha",  [](int c) { return std::isalpha(c); } },
    NamedClass{"blank",  [](int c) { return std::isblank(c); } },
    NamedClass{"digit",  [](int c) { return std::isdigit(c); } },
    NamedClass{"lower",  [](int c) { return std::islower(c); } },
    NamedClass{"punct",  [](int c) { return std::ispunct(c); } },
    NamedClass{"space",  [](int c) { return std::isspace(c); } },
    NamedClass{"upper",  [](int c) { return std::isupper(c); } },
    NamedClass{"xdigit", [](int c) { return std::isxdigit(c); }},
};

bool is_word(int c) {
  return std::isalnum(c) != 0 || c == '_';
}

}  // namespace

std::optional<Regex::Set> named_set(std::string_view name) {
  const auto* one = std::ranges::find(kClasses, name, &NamedClass::name);
  if (one == kClasses.end()) return std::nullopt;
  return set_where(one->test);
}

std::optional<Regex::Set> escaped_set(char letter, Dialect dialect) {
  const bool perl = dialect == Dialect::perl;
  switch (letter) {
    case 'w':
      return set_where(is_word);
    case 'W':
      return ~set_where(is_word);
    case 's':
      return set_where([](int i) { return std::isspace(i); });
    case 'S':
      return ~set_where([](int i) { return std::isspace(i); });
    case 'd':
      return perl ? std::optional(set_where([](int i) { return std::isdigit(i); })) : std::nullopt;
    case 'D':
      return perl ? std::optional(~set_where([](int i) { return std::isdigit(i); })) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace guards::commands
