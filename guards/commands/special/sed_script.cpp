#include "guards/commands/special/sed_script.h"

#include <algorithm>

#include "guards/commands/meaning.h"
#include "guards/commands/regex.h"

namespace guards::commands {

namespace {

constexpr std::string_view kBetween = " \t\n;,$~+!{}";
constexpr std::string_view kCommands = "{}=dDFgGhHlnNpPqQxz";  // and those command() knows

class Reader {
 public:
  Reader(std::string_view text, bool extended) : text_(text), extended_(extended) {}

  SedScript read() {
    while (at_ < text_.size()) {
      address();
      if (at_ >= text_.size()) break;
      command();
    }
    // A file behind `w` is made while the script is read, so it appears all the same.
    const bool makes = std::ranges::any_of(
        found_.files, [](const SedFile& file) { return file.role == Role::out; });
    found_.refused = found_.refused && !makes && !has_hole(text_);
    return std::move(found_);
  }

 private:
  bool more() const { return at_ < text_.size(); }
  char now() const { return text_[at_]; }

  std::string to_line_end() {
    const auto end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
    return std::string(line);
  }

  // Up to the closing delimiter of a part that began before `at_`, which is passed.
  std::string_view part(char delimiter) {
    const std::size_t begin = at_;
    for (; more(); ++at_) {
      if (now() == '\\') {
        ++at_;
      } else if (now() == delimiter) {
        return text_.substr(begin, at_++ - begin);
      }
    }
    found_.refused = true;  // unterminated
    return text_.substr(std::min(begin, text_.size()));
  }

  void pattern(char delimiter) {
    if (is_refused(part(delimiter), extended_ ? Dialect::extended : Dialect::basic)) {
      found_.refused = true;
    }
  }

  // /re/ or \cREc, with the flags I and M.
  void pattern_address() {
    char delimiter = text_[at_++];
    if (delimiter == '\\' && more()) delimiter = text_[at_++];
    pattern(delimiter);
    while (more() && (now() == 'I' || now() == 'M')) ++at_;
  }

  void address() {
    while (more()) {
      const char c = now();
      if (c == '/' || c == '\\') {
        pattern_address();
      } else if ((c >= '0' && c <= '9') || kBetween.find(c) != std::string_view::npos) {
        ++at_;
      } else {
        return;
      }
    }
  }

  void command() {
    const char c = text_[at_++];
    switch (c) {
      case 's':
        return substitute();
      case 'y':
        if (more()) {
          const char delimiter = text_[at_++];
          part(delimiter);
          part(delimiter);
        }
        return;
      case 'w':
      case 'W':
        found_.files.push_back({Role::out, to_line_end()});
        return;
      case 'r':
      case 'R':
        found_.files.push_back({Role::in, to_line_end()});
        return;
      case 'a':
      case 'i':
      case 'c':
        return text();
      case 'e': {
        std::string program = to_line_end();
        if (program.empty())
          found_.runs_pattern = true;
        else
          found_.programs.push_back(std::move(program));
        return;
      }
      case '#':
      case ':':
      case 'b':
      case 't':
      case 'T':
      case 'v': {
        const auto end = c == '#' ? text_.find('\n', at_) : text_.find_first_of(";\n}", at_);
        at_ = std::min(end, text_.size());
        return;
      }
      default:
        if (kCommands.find(c) == std::string_view::npos) found_.refused = true;
    }
  }

  // The lines of a, i and c go on while they end in a backslash.
  void text() {
    while (more()) {
      if (now() == '\\') {
        at_ += 2;
      } else if (text_[at_++] == '\n') {
        return;
      }
    }
  }

  void substitute() {
    if (!more()) return;
    const char delimiter = text_[at_++];
    const std::size_t begin = at_;
    pattern(delimiter);
    part(delimiter);
    // sed 4.9 reads [/] as one list, older ones end the part there: both are right somewhere.
    const bool sure = text_.substr(begin, at_ - begin).find('[') == std::string_view::npos;
    for (; more(); ++at_) {
      const char c = now();
      if (c == 'w') {
        ++at_;
        found_.files.push_back({Role::out, to_line_end()});
        return;
      }
      if (c == 'e') found_.runs_pattern = true;
      if (std::string_view("gpiIeMm0123456789").find(c) != std::string_view::npos) continue;
      if (sure && std::string_view(" \t\r\n;}#").find(c) == std::string_view::npos) {
        found_.refused = true;
      }
      return;
    }
  }

  std::string_view text_;
  bool extended_;
  std::size_t at_ = 0;
  SedScript found_;
};

}  // namespace

std::optional<std::string> take_part(std::string_view& text, char close) {
  std::string part;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == close) {
      text.remove_prefix(i + 1);
      return part;
    }
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] != close)
      part += text[i++];
    else if (text[i] == '\\')
      ++i;
    if (i < text.size()) part += text[i];
  }
  return std::nullopt;
}

SedScript read_sed(std::string_view text, bool extended) {
  return Reader(text, extended).read();
}

}  // namespace guards::commands
