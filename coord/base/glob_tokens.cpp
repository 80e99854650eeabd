#include "coord/base/glob_tokens.h"

#include <array>
#include <optional>

namespace base {

namespace {

constexpr std::size_t kMaxForms = 64;

std::size_t index_of(char c) {
  return static_cast<unsigned char>(c);
}

ByteSet range(unsigned first, unsigned last) {
  ByteSet set;
  for (unsigned byte = first; byte <= last; ++byte) set.set(byte);
  return set;
}

ByteSet only(char c) {
  ByteSet set;
  set.set(index_of(c));
  return set;
}

constexpr unsigned kFirstTail = 0x80;  // bytes that continue a character in UTF-8
constexpr unsigned kLastTail = 0xBF;

ByteSet in_one_folder() {
  return ~only('/');
}

// What a character within one folder may begin with.
ByteSet begins_character() {
  return in_one_folder() & ~range(kFirstTail, kLastTail);
}

struct NamedClass {
  std::string_view name;
  std::string_view ranges;  // pairs: first, last
};
constexpr std::array kNamedClasses = {
    NamedClass{"alnum",  "09AZaz"  },
    NamedClass{"alpha",  "AZaz"    },
    NamedClass{"blank",  "\t\t  "  },
    NamedClass{"digit",  "09"      },
    NamedClass{"lower",  "az"      },
    NamedClass{"punct",  "!/:@[`{~"},
    NamedClass{"space",  "\t\r  "  },
    NamedClass{"upper",  "AZ"      },
    NamedClass{"word",   "09AZaz__"},
    NamedClass{"xdigit", "09AFaf"  }
};

std::optional<ByteSet> named_class(std::string_view name) {
  for (const NamedClass& known : kNamedClasses) {
    if (known.name != name) continue;
    ByteSet set;
    for (std::size_t i = 0; i < known.ranges.size(); i += 2) {
      set |= range(static_cast<unsigned>(index_of(known.ranges[i])),
                   static_cast<unsigned>(index_of(known.ranges[i + 1])));
    }
    return set;
  }
  return std::nullopt;
}

// Reads one pattern from left to right.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}

  Result<std::vector<GlobToken>> read() {
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_];
      if (c == '*') {
        stars();
      } else if (c == '?') {
        ++at_;
        character(begins_character());
      } else if (c == '[') {
        character(TRY(char_class()));
      } else {
        literal(TRY(plain_char()));
      }
    }
    return std::move(tokens_);
  }

 private:
  tl::unexpected<Error> bad(std::string what, std::size_t at) const {
    return fail(Code::invalid_input, std::move(what), "byte " + std::to_string(at));
  }

  void literal(char c) { tokens_.push_back({GlobStep::one, only(c)}); }

  // One character: its first byte from the set, then the rest of its UTF-8.
  void character(const ByteSet& first) {
    tokens_.push_back({GlobStep::one, first});
    tokens_.push_back({GlobStep::loop, range(kFirstTail, kLastTail)});
  }

  void stars() {
    const std::size_t begin = at_;
    while (at_ < pattern_.size() && pattern_[at_] == '*') ++at_;
    const ByteSet any = ByteSet().set();
    if (at_ - begin == 1) {
      tokens_.push_back({GlobStep::loop, in_one_folder()});
      return;
    }
    // "**/" as a whole part is any number of folders, also none: "a/**/b" fits "a/b".
    const bool whole_part = begin == 0 || pattern_[begin - 1] == '/';
    if (whole_part && at_ < pattern_.size() && pattern_[at_] == '/') {
      ++at_;
      tokens_.push_back({GlobStep::fork, {}});
      tokens_.push_back({GlobStep::loop, any});
      literal('/');
      return;
    }
    tokens_.push_back({GlobStep::loop, any});
  }

  Result<char> plain_char() {
    if (pattern_[at_] == '\\' && ++at_ == pattern_.size()) {
      return bad("nothing follows the backslash", at_ - 1);
    }
    return pattern_[at_++];
  }

  // "[:name:]" at the reading place.
  Result<std::optional<ByteSet>> class_name() {
    if (pattern_.substr(at_, 2) != "[:") return std::optional<ByteSet>();
    const std::size_t end = pattern_.find(":]", at_ + 2);
    if (end == std::string_view::npos) return std::optional<ByteSet>();
    const std::optional<ByteSet> set = named_class(pattern_.substr(at_ + 2, end - at_ - 2));
    if (!set) return bad("no such character class", at_);
    at_ = end + 2;
    return set;
  }

  Result<ByteSet> char_range() {
    const std::size_t begin = at_;
    const std::size_t first = index_of(TRY(plain_char()));
    std::size_t last = first;
    const bool to = at_ + 1 < pattern_.size() && pattern_[at_] == '-' && pattern_[at_ + 1] != ']';
    if (to) {
      ++at_;
      last = index_of(TRY(plain_char()));
    }
    if (last < first) return bad("the range runs backwards", begin);
    return range(static_cast<unsigned>(first), static_cast<unsigned>(last));
  }

  Result<ByteSet> char_class() {
    const std::size_t begin = at_++;
    const bool negated = at_ < pattern_.size() && (pattern_[at_] == '!' || pattern_[at_] == '^');
    if (negated) ++at_;
    ByteSet set;
    for (bool first = true; at_ < pattern_.size(); first = false) {
      if (pattern_[at_] == ']' && !first) {
        ++at_;
        return (negated ? ~set : set) & begins_character();
      }
      if (const std::optional<ByteSet> named = TRY(class_name())) {
        set |= *named;
      } else {
        set |= TRY(char_range());
      }
    }
    return bad("[ has no ]", begin);
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::vector<GlobToken> tokens_;
};

// The first {...} of a pattern that is not escaped and not inside [...].
struct Braces {
  std::size_t open = std::string_view::npos;
  std::size_t close = std::string_view::npos;
  std::vector<std::size_t> commas;
};

// Where the class that opens at `at` ends, or `at` when it never does.
std::size_t end_of_class(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  if (i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^')) ++i;
  for (bool first = true; i < pattern.size(); ++i, first = false) {
    if (pattern[i] == ']' && !first) return i;
    if (pattern.substr(i, 2) == "[:") {
      const std::size_t end = pattern.find(":]", i + 2);
      if (end != std::string_view::npos) i = end + 1;
    } else if (pattern[i] == '\\') {
      ++i;
    }
  }
  return at;
}

Braces first_braces(std::string_view pattern) {
  Braces found;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      ++i;
    } else if (c == '[') {
      i = end_of_class(pattern, i);
    } else if (c == '{') {
      if (depth++ == 0) found.open = i;
    } else if (c == ',' && depth == 1) {
      found.commas.push_back(i);
    } else if (c == '}' && depth > 0 && --depth == 0) {
      found.close = i;
      return found;
    }
  }
  return found;
}

}  // namespace

Result<std::vector<GlobToken>> glob_tokens(std::string_view pattern) {
  return Reader(pattern).read();
}

Result<std::vector<std::string>> expand_braces(std::string_view pattern) {
  std::vector<std::string> forms;
  std::vector<std::string> waiting = {std::string(pattern)};
  while (!waiting.empty()) {
    const std::string form = std::move(waiting.back());
    waiting.pop_back();
    Braces braces = first_braces(form);
    if (braces.open == std::string::npos) {
      forms.push_back(form);
      continue;
    }
    if (braces.close == std::string::npos) {
      return fail(Code::invalid_input, "{ has no }", "byte " + std::to_string(braces.open));
    }
    braces.commas.push_back(braces.close);
    if (forms.size() + waiting.size() + braces.commas.size() > kMaxForms) {
      return fail(Code::invalid_input, "{} make more than 64 forms",
                  "byte " + std::to_string(braces.open));
    }
    std::size_t begin = braces.open + 1;
    for (const std::size_t end : braces.commas) {
      waiting.push_back(form.substr(0, braces.open) + form.substr(begin, end - begin) +
                        form.substr(braces.close + 1));
      begin = end + 1;
    }
  }
  return forms;
}

}  // namespace base
