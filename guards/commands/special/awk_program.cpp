#include "guards/commands/special/awk_program.h"

#include <algorithm>

#include "guards/commands/meaning.h"
#include "guards/commands/special/awk_tokens.h"

namespace guards::commands {

namespace {

using Kind = AwkToken::Kind;

constexpr int kMaxNesting = 40;

// 1 where a bracket opens, -1 where one closes.
int nesting_of(const AwkToken& token) {
  if (token.kind != Kind::sign) return 0;
  if (token.text == "(" || token.text == "[") return 1;
  return token.text == ")" || token.text == "]" ? -1 : 0;
}

class Reader {
 public:
  Reader(std::vector<AwkToken> tokens, std::map<std::string, std::string> values)
      : tokens_(std::move(tokens)), values_(std::move(values)) {}

  AwkProgram read() {
    find_items();
    collect_values();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const AwkToken& token = tokens_[i];
      if (token.kind == Kind::name) read_name(i);
      if (token.kind == Kind::sign) read_sign(i);
    }
    return std::move(program_);
  }

 private:
  bool is_sign(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].kind == Kind::sign && tokens_[at].text == text;
  }

  // A rule other than BEGIN makes awk read its operands.
  void find_items() {
    int braces = 0;
    bool in_head = false;
    for (const AwkToken& token : tokens_) {
      const bool opens = token.kind == Kind::sign && token.text == "{";
      if (braces == 0 && token.text != "\n" && token.text != ";" && !in_head) {
        in_head = true;
        const bool quiet =
            token.kind == Kind::name &&
            (token.text == "BEGIN" || token.text == "function" || token.text == "func");
        program_.reads_operands = program_.reads_operands || !quiet;
      }
      if (opens) ++braces;
      if (token.kind == Kind::sign && token.text == "}" && --braces == 0) in_head = false;
    }
  }

  void collect_values() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::name || !is_sign(i + 1, "=")) continue;
      std::size_t at = i + 2;
      std::string value = concatenation(at, 0);
      if (!ends_statement(at)) value = kUnknown;
      const auto [entry, is_new] = values_.emplace(tokens_[i].text, value);
      if (!is_new && entry->second != value) entry->second = kUnknown;
    }
  }

  bool ends_statement(std::size_t at) const {
    return at >= tokens_.size() || is_sign(at, ";") || is_sign(at, "\n") || is_sign(at, "}") ||
           is_sign(at, ")");
  }

  void read_name(std::size_t at) {
    const std::string& name = tokens_[at].text;
    if (name == "print" || name == "printf") {
      print_at_ = at;
      print_depth_ = depth_;
    } else if (name == "getline") {
      read_getline(at);
    } else if (name == "system" && is_sign(at + 1, "(")) {
      std::size_t inner = at + 2;
      std::string command = concatenation(inner, 0);
      if (!is_sign(inner, ")")) command = kUnknown;
      program_.uses.push_back({Role::shell, std::move(command), {}});
    }
  }

  void read_sign(std::size_t at) {
    const std::string& sign = tokens_[at].text;
    depth_ += nesting_of(tokens_[at]);
    if (sign == ";" || sign == "\n" || sign == "}") print_at_.reset();
    const bool prints = print_at_ && depth_ == print_depth_;
    const bool pipes = sign == "|" || sign == "|&";
    std::size_t next = at + 1;
    if (prints && (sign == ">" || sign == ">>")) {
      const Role role = sign == ">" ? Role::out : Role::append;
      program_.uses.push_back({role, concatenation(next, 0), {}});
    } else if (prints && pipes) {
      program_.uses.push_back({Role::shell, concatenation(next, 0), printed(at)});
    } else if (pipes) {
      program_.uses.push_back({Role::shell, value_before(at), {}});
    }
  }

  // What the print statement before the sign at `end` prints.
  std::string printed(std::size_t end) const {
    std::size_t at = *print_at_ + 1;
    const std::string text = concatenation(at, 0);
    return at == end ? text + "\n" : kUnknown;
  }

  // COMMAND | getline: COMMAND is the concatenation that ends here.
  std::string value_before(std::size_t end) const {
    std::size_t begin = end;
    int nesting = 0;
    while (begin > 0) {
      const AwkToken& token = tokens_[begin - 1];
      const int step = nesting_of(token);
      const bool stops = step == 0 && token.kind == Kind::sign && token.text != "$";
      if (nesting == 0 && (step > 0 || stops)) break;
      nesting -= step;
      --begin;
    }
    std::size_t at = begin;
    const std::string text = concatenation(at, 0);
    return at == end ? text : kUnknown;
  }

  // getline [VARIABLE] < FILE
  void read_getline(std::size_t at) {
    std::size_t next = at + 1;
    if (next < tokens_.size() && tokens_[next].kind == Kind::name) primary(next, 0);
    if (is_sign(next, "$")) primary(next, 0);
    if (!is_sign(next, "<")) return;
    program_.uses.push_back({Role::in, primary(++next, 0).value_or(kUnknown), {}});
  }

  std::string concatenation(std::size_t& at, int nesting) const {
    std::string all;
    bool any = false;
    while (auto part = primary(at, nesting)) {
      any = true;
      all += *part;
    }
    return any ? all : kUnknown;
  }

  // The value of one operand; nothing when none stands there.
  std::optional<std::string> primary(std::size_t& at, int nesting) const {
    if (at >= tokens_.size() || nesting > kMaxNesting) return std::nullopt;
    const AwkToken& token = tokens_[at];
    if (token.kind == Kind::text || token.kind == Kind::number) return tokens_[at++].text;
    if (token.kind == Kind::name) return named(at, nesting);
    if (token.text == "$") {
      primary(++at, nesting + 1);
      return kUnknown;
    }
    if (token.text != "(") return std::nullopt;
    const std::size_t close = closing(at);
    std::size_t inner = at + 1;
    const std::string text = concatenation(inner, nesting + 1);
    at = close + 1;
    return inner == close ? text : kUnknown;
  }

  std::optional<std::string> named(std::size_t& at, int nesting) const {
    const std::string& name = tokens_[at].text;
    if (name == "getline" || name == "in" || name == "print") return std::nullopt;
    std::size_t inner = ++at + 1;
    if (is_sign(at, "(") || is_sign(at, "[")) {
      const bool fills = name == "sprintf" && is_sign(at, "(");
      const bool is_outer = name == "ENVIRON";
      at = closing(at) + 1;
      if (!fills && !is_outer) return kUnknown;
      const std::string text = concatenation(inner, nesting + 1);
      return fills ? filled(text) : value_of("ENVIRON." + text);
    }
    return value_of(name);
  }

  std::string value_of(const std::string& name) const {
    const auto at = values_.find(name);
    return at == values_.end() ? kUnknown : at->second;
  }

  // A format with holes for its directives.
  static std::string filled(std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') {
        out += format[i];
        continue;
      }
      if (format.substr(i + 1).starts_with('%')) {
        out += format[++i];
        continue;
      }
      out += kHole;
      i = std::min(format.find_first_of("cdeEfgGiosuxX", i), format.size());
    }
    return out;
  }

  // Index of the sign that closes the one at `at`, or of the last token.
  std::size_t closing(std::size_t at) const {
    int nesting = 0;
    for (std::size_t i = at; i < tokens_.size(); ++i) {
      const int step = nesting_of(tokens_[i]);
      nesting += step;
      if (step < 0 && nesting == 0) return i;
    }
    return tokens_.size() - 1;
  }

  std::vector<AwkToken> tokens_;
  std::map<std::string, std::string> values_;
  AwkProgram program_;
  std::optional<std::size_t> print_at_;
  int depth_ = 0;
  int print_depth_ = 0;
};

}  // namespace

AwkProgram read_awk(std::string_view text, std::map<std::string, std::string> values) {
  return Reader(awk_tokens(text), std::move(values)).read();
}

}  // namespace guards::commands
