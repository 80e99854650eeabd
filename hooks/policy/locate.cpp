#include "hooks/policy/locate.h"

#include <algorithm>
#include <vector>

namespace hooks {

namespace {

// Walks the text once, keeping the pointer of where it is; stops at the wanted one.
class Walk {
 public:
  Walk(std::string_view text, std::string_view pointer, bool key)
      : text_(text), wanted_(pointer), key_(key) {}

  std::size_t find() {
    value("");
    return found_ ? at_found_ : 0;
  }

 private:
  static constexpr int kMaxDepth = 64;

  bool done() const { return found_ || at_ >= text_.size(); }

  void space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_, 2) == "/*") {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  std::string string() {
    std::string body;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      body += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
    return body;
  }

  void mark(const std::string& pointer, bool as_key) {
    if (found_ || pointer != wanted_ || as_key != key_) return;
    found_ = true;
    at_found_ = at_;
  }

  static std::string escaped(std::string_view key) {
    std::string out;
    for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
  }

  void value(const std::string& pointer) {
    space();
    mark(pointer, false);
    if (done() || depth_ >= kMaxDepth) return;
    const char c = text_[at_];
    ++depth_;
    if (c == '{' || c == '[') {
      members(pointer, c == '{');
    } else if (c == '"') {
      string();
    } else {
      at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    }
    --depth_;
  }

  void members(const std::string& pointer, bool object) {
    ++at_;
    for (std::size_t number = 0;; ++number) {
      space();
      if (done()) return;
      if (text_[at_] == '}' || text_[at_] == ']') {
        ++at_;
        return;
      }
      if (text_[at_] == ',') {
        ++at_;
        space();
      }
      std::string below = pointer + "/" + std::to_string(number);
      if (object) below = member_key(pointer);
      value(below);
    }
  }

  std::string member_key(const std::string& pointer) {
    const std::size_t begin = at_;
    std::string below = pointer + "/" + escaped(string());
    const std::size_t end = at_;
    at_ = begin;
    mark(below, true);
    at_ = end;
    space();
    if (at_ < text_.size() && text_[at_] == ':') ++at_;
    return below;
  }

  std::string_view text_;
  std::string_view wanted_;
  bool key_;
  std::size_t at_ = 0;
  std::size_t at_found_ = 0;
  bool found_ = false;
  int depth_ = 0;
};

}  // namespace

TextPlace locate(std::string_view text, std::string_view pointer, bool key) {
  const std::string_view before = text.substr(0, Walk(text, pointer, key).find());
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n');
  const std::size_t column =
      line_start == std::string_view::npos ? before.size() : before.size() - line_start - 1;
  return {static_cast<std::uint32_t>(lines) + 1, static_cast<std::uint32_t>(column) + 1};
}

std::string to_text(TextPlace at, std::string_view pointer) {
  return "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) + ", " +
         (pointer.empty() ? "/" : std::string(pointer));
}

}  // namespace hooks
