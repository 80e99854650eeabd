// regex.h - regular expressions of grep, sed, find, rename: which names a filter lets through.
// Shape:  value; compiled once, then matched in time linear in program and text.
// Units:  byte offsets into the text; group 0 is the whole match.
// Errors: nothing for what is not known here (back references, look-around, too long).
// Source: POSIX.1-2017 XBD 9; regex(7); perlre(1). Of several ways the first one wins, as in Perl.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

enum class Dialect : std::uint8_t { basic, extended, perl };

class Regex {
 public:
  using Set = std::bitset<256>;
  struct Step {
    enum class Kind : std::uint8_t { byte_of, begin, end, edge, no_edge, split, jump, mark, done };
    Kind kind = Kind::done;
    std::uint16_t set = 0;     // byte_of
    std::uint16_t next = 0;    // split: tried first; jump
    std::uint16_t other = 0;   // split: tried then
    std::uint16_t offset = 0;  // mark
  };
  using Match = std::vector<std::size_t>;  // begin and end of each group, npos when unused

  static std::optional<Regex> compile(std::string_view pattern, Dialect dialect, bool ignores_case);

  // The first match at or behind `from`.
  std::optional<Match> find(std::string_view text, std::size_t from = 0) const;
  bool is_in(std::string_view text) const { return find(text).has_value(); }
  bool fits_whole(std::string_view text) const;

 private:
  friend class RegexReader;
  std::vector<Step> steps_;
  std::vector<Set> sets_;
  std::size_t groups_ = 1;
};

// "[:space:]" where "[[:space:]]" is meant: GNU grep and sed refuse it and do nothing.
bool has_lone_class(std::string_view pattern);

// Do GNU tools end with an error instead of using it? Only what is sure: a lone class, a group
// without its other half.
bool is_refused(std::string_view pattern, Dialect dialect);

// s/pattern/to/ on one text: `to` knows & and \1; all matches or the first.
std::string substituted(const Regex& regex, std::string_view text, std::string_view to, bool all);

}  // namespace guards::commands
