#include "guards/commands/print.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "coord/base/text.h"
#include "guards/commands/meaning.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxText = 64U << 10U;

struct Escape {
  char letter;
  char byte;
};

constexpr std::array kEscapes = {
    Escape{'n',  '\n'  },
    Escape{'t',  '\t'  },
    Escape{'r',  '\r'  },
    Escape{'a',  '\a'  },
    Escape{'b',  '\b'  },
    Escape{'f',  '\f'  },
    Escape{'v',  '\v'  },
    Escape{'e',  '\x1b'},
    Escape{'\\', '\\'  },
    Escape{'"',  '"'   },
    Escape{'\'', '\''  },
};

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// A number of at most `most` digits in `base` at `at`; moves behind it.
std::optional<char> numeric(std::string_view text, std::size_t& at, int base, std::size_t most) {
  int value = 0;
  std::size_t taken = 0;
  while (at < text.size() && taken < most && digit_of(text[at]) < base) {
    value = value * base + digit_of(text[at]);
    ++at;
    ++taken;
  }
  if (taken == 0) return std::nullopt;
  return static_cast<char>(value & 255);
}

// The escape behind a backslash at `at`; moves behind it.
void append_escape(std::string& out, std::string_view text, std::size_t& at) {
  const char letter = text[at];
  for (const Escape& escape : kEscapes) {
    if (escape.letter != letter) continue;
    out += escape.byte;
    ++at;
    return;
  }
  if (letter == 'x') {
    std::size_t digits = at + 1;
    if (const auto byte = numeric(text, digits, 16, 2)) {
      out += *byte;
      at = digits;
      return;
    }
  }
  if (letter >= '0' && letter <= '7') {
    if (const auto byte = numeric(text, at, 8, letter == '0' ? 4 : 3)) {
      out += *byte;
      return;
    }
  }
  out += '\\';
  out += letter;
  ++at;
}

struct Conversion {
  bool left = false;
  bool zero = false;
  std::size_t width = 0;
  std::size_t precision = SIZE_MAX;
};

std::string padded(std::string value, const Conversion& how) {
  if (value.size() >= how.width || has_hole(value)) return value;
  const std::size_t missing = how.width - value.size();
  if (how.left) return value.append(missing, ' ');
  return value.insert(0, missing, how.zero ? '0' : ' ');
}

std::string quoted_for_shell(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,";
  if (text.empty()) return "''";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) == std::string_view::npos && c != kHole) out += '\\';
    out += c;
  }
  return out;
}

std::string converted(char kind, const std::string& argument, const Conversion& how) {
  switch (kind) {
    case 's':
      return padded(argument.substr(0, how.precision), how);
    case 'b':
      return padded(unescaped(argument), how);
    case 'q':
      return quoted_for_shell(argument);
    case 'c':
      return padded(argument.substr(0, 1), how);
    case 'd':
    case 'i':
    case 'u': {
      const auto number =
          argument.empty() ? std::optional<std::int64_t>(0) : base::to_int(argument);
      return number ? padded(std::to_string(*number), how) : kUnknown;
    }
    default:
      return kUnknown;
  }
}

class Formatter {
 public:
  Formatter(std::string_view format, const std::vector<std::string>& arguments)
      : format_(format), arguments_(arguments) {}

  std::string run() {
    do {
      const std::size_t before = next_;
      round();
      if (next_ == before) break;
    } while (next_ < arguments_.size() && out_.size() < kMaxText);
    if (out_.size() >= kMaxText) out_ = kUnknown;
    return std::move(out_);
  }

 private:
  void round() {
    for (std::size_t at = 0; at < format_.size();) {
      if (format_[at] == '\\' && at + 1 < format_.size()) {
        append_escape(out_, format_, ++at);
      } else if (format_[at] == '%' && at + 1 < format_.size()) {
        conversion(++at);
      } else {
        out_ += format_[at++];
      }
    }
  }

  void conversion(std::size_t& at) {
    if (format_[at] == '%') {
      out_ += '%';
      ++at;
      return;
    }
    Conversion how;
    for (; at < format_.size(); ++at) {
      const char c = format_[at];
      if (c == '-')
        how.left = true;
      else if (c == '0' && how.width == 0)
        how.zero = true;
      else if (c != ' ' && c != '+' && c != '#')
        break;
    }
    how.width = count(at, how.width);
    if (at < format_.size() && format_[at] == '.') how.precision = count(++at, 0);
    if (at >= format_.size()) return;
    const char kind = format_[at++];
    if (kind == '(') {  // %(date)T
      const auto end = format_.find(")T", at);
      at = end == std::string_view::npos ? format_.size() : end + 2;
      ++next_;
      out_ += kHole;
      return;
    }
    out_ += converted(kind, argument(), how);
  }

  std::size_t count(std::size_t& at, std::size_t value) {
    if (at < format_.size() && format_[at] == '*') {
      ++at;
      const auto given = base::to_int(argument()).value_or(0);
      return given > 0 ? std::min<std::size_t>(static_cast<std::size_t>(given), 4096) : 0;
    }
    while (at < format_.size() && digit_of(format_[at]) < 10) {
      value =
          std::min<std::size_t>(value * 10 + static_cast<std::size_t>(digit_of(format_[at])), 4096);
      ++at;
    }
    return value;
  }

  std::string argument() {
    const std::size_t at = next_++;
    return at < arguments_.size() ? arguments_[at] : std::string();
  }

  std::string_view format_;
  const std::vector<std::string>& arguments_;
  std::size_t next_ = 0;
  std::string out_;
};

}  // namespace

void add_range(std::string& text, char first, char last) {
  for (unsigned c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c) {
    text += static_cast<char>(c);
  }
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      if (text[at + 1] == 'c') break;
      append_escape(out, text, ++at);
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string formatted(std::string_view format, const std::vector<std::string>& arguments) {
  return Formatter(format, arguments).run();
}

std::vector<std::string> fields_of(std::string_view line, std::size_t most,
                                   std::string_view separators) {
  std::vector<std::string> fields;
  const auto begin = [&](std::size_t at) {
    return separators.empty() ? at : std::min(line.find_first_not_of(separators, at), line.size());
  };
  std::size_t at = begin(0);
  while (at < line.size() && fields.size() + 1 < most) {
    const auto end = separators.empty() ? line.size()
                                        : std::min(line.find_first_of(separators, at), line.size());
    fields.emplace_back(line.substr(at, end - at));
    at = begin(end);
  }
  if (at < line.size()) {
    std::string_view rest = line.substr(at);
    while (!separators.empty() && !rest.empty() &&
           separators.find(rest.back()) != std::string_view::npos) {
      rest.remove_suffix(1);
    }
    fields.emplace_back(rest);
  }
  return fields;
}

}  // namespace guards::commands
