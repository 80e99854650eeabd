// Source: find(1) of findutils 4.9: -name, -size, -mtime, -newer ...
#include <array>
#include <string>

#include "coord/base/glob.h"
#include "coord/base/text.h"
#include "guards/commands/special/find_expression.h"
#include "guards/commands/special/wildcard.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

using Kind = FindTest::Kind;

constexpr std::int64_t kSecond = 1'000'000'000;

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

// `+5`, `-5` or `5` against a value rounded as find rounds it.
Truth compared(std::string_view wanted, std::int64_t value) {
  const char sign = wanted.empty() ? ' ' : wanted[0];
  if (sign == '+' || sign == '-') wanted.remove_prefix(1);
  const auto number = base::to_int(wanted);
  if (!number) return Truth::maybe;
  return truth(sign == '+' ? value > *number : sign == '-' ? value < *number : value == *number);
}

struct SizeUnit {
  char letter;
  std::int64_t bytes;
};
constexpr std::array kUnits = {
    SizeUnit{'c', 1         },
    SizeUnit{'w', 2         },
    SizeUnit{'b', 512       },
    SizeUnit{'k', 1LL << 10U},
    SizeUnit{'M', 1LL << 20U},
    SizeUnit{'G', 1LL << 30U},
};

Truth has_size(std::string wanted, const FindEntry& entry, const View& view) {
  const auto facts = view.facts(entry.path);
  if (!facts || wanted.empty()) return Truth::maybe;
  std::int64_t unit = 512;
  for (const SizeUnit& row : kUnits) {
    if (row.letter != wanted.back()) continue;
    unit = row.bytes;
    wanted.pop_back();
    break;
  }
  return compared(wanted, (static_cast<std::int64_t>(facts->size) + unit - 1) / unit);
}

Truth has_age(const FindTest& test, const FindEntry& entry, const View& view) {
  const auto facts = view.facts(entry.path);
  if (!facts) return Truth::maybe;
  return compared(test.pattern, (view.now_ns() - facts->modified_ns) / kSecond / test.unit);
}

Truth is_newer(const FindTest& test, const FindEntry& entry, const View& view) {
  const auto facts = view.facts(entry.path);
  const auto other = view.facts(test.pattern);
  return facts && other ? truth(facts->modified_ns > other->modified_ns) : Truth::maybe;
}

Truth is_empty(const FindEntry& entry, const View& view) {
  if (entry.folder)
    return truth(view.list(entry.path).value_or(std::vector{std::string("x")}).empty());
  if (const auto facts = view.facts(entry.path)) return truth(facts->size == 0);
  return truth(view.content(entry.path).value_or("x").empty());
}

Truth is_of_type(const FindTest& test, const FindEntry& entry, const View& view) {
  const bool link = view.link(entry.path).has_value();
  return truth(test.pattern.find(link ? 'l' : entry.folder ? 'd' : 'f') != std::string::npos);
}

// How many bytes at the pattern's start take this byte: "a", "?", "\\?", "[!a-c]".
std::size_t bytes_for(std::string_view pattern, std::string_view byte) {
  if (pattern.empty()) return 0;
  const auto close = pattern[0] == '[' ? pattern.find(']', 2) : std::string_view::npos;
  if (close != std::string_view::npos) {
    std::string set(pattern.substr(0, close + 1));
    if (set[1] == '!') set[1] = '^';
    return base::glob_match(set, byte) ? close + 1 : 0;
  }
  if (pattern[0] == '\\' && pattern.size() > 1) return pattern[1] == byte[0] ? 2 : 0;
  return pattern[0] == '?' || pattern[0] == byte[0] ? 1 : 0;
}

}  // namespace

bool fits_name(std::string_view pattern, std::string_view text) {
  return fits_stars(pattern, text, [&](std::size_t p, std::size_t t) {
    return bytes_for(pattern.substr(p), text.substr(t, 1));
  });
}

Truth holds(const FindTest& test, const FindEntry& entry, const View& view) {
  const auto fits = [&](const std::string& text) {
    if (!test.ignores_case) return truth(fits_name(test.pattern, text));
    return truth(fits_name(lowered(test.pattern), lowered(text)));
  };
  switch (test.kind) {
    case Kind::name:
      return fits(last_part(entry.path));
    case Kind::path:
      return fits(entry.path);
    case Kind::regex:
      return test.regex ? truth(test.regex->fits_whole(entry.path)) : Truth::maybe;
    case Kind::type:
      return is_of_type(test, entry, view);
    case Kind::empty:
      return is_empty(entry, view);
    case Kind::size:
      return has_size(test.pattern, entry, view);
    case Kind::age:
      return has_age(test, entry, view);
    case Kind::newer:
      return is_newer(test, entry, view);
    case Kind::runs: {
      const auto facts = view.facts(entry.path);
      return facts ? truth(facts->runs) : Truth::maybe;
    }
    case Kind::yes:
    case Kind::no:
      return truth(test.kind == Kind::yes);
    default:
      return Truth::maybe;
  }
}

}  // namespace guards::commands
