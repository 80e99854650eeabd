// scan.h - the place in the text being read, and when to stop reading it.
// Shape:  resource of one parse(); every reader of the room works on the same Scan.
// Units:  positions in the text being read; span() maps them to the outermost source.
// Errors: the first syntax error or a spent budget puts the position at the end, so every loop
// ends. Source: ADR-0018.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guards/shell/parser.h"

namespace guards::shell {

// A here-document whose body starts after the next newline.
struct PendingHere {
  Redirect* redirect = nullptr;
  std::string delimiter;
  bool quoted = false;
};

class Scan {
 public:
  Scan(std::string_view source, const ParseOptions& options, Tree& tree);

  bool at_end() const { return pos_ >= end_; }
  std::uint32_t pos() const { return pos_; }
  std::uint32_t end() const { return end_; }
  void go_to(std::uint32_t pos) { pos_ = pos; }
  void advance() { ++pos_; }

  // The byte `ahead` of the position, or '\0' past the end.
  char raw(std::uint32_t ahead = 0) const {
    return pos_ + ahead < end_ ? text_[pos_ + ahead] : '\0';
  }
  char byte(std::uint32_t at) const { return text_[at]; }
  std::string_view slice(std::uint32_t begin, std::uint32_t to) const {
    return text_.substr(begin, to - begin);
  }
  // Skips line continuations, then: the byte there, and taking it if it is `wanted`.
  char peek();
  bool accept(char wanted);
  // Skips blanks, line continuations and a comment.
  void skip_blanks();
  // `written` with its line continuations taken out.
  std::string_view without_joins(std::string_view written);

  Span span(std::uint32_t begin, std::uint32_t to) const {
    return origin_ == nullptr ? Span{begin, to} : Span{origin_[begin], origin_[to]};
  }

  // Records the first syntax error and ends the reading.
  void fail(Span where, std::string what);
  void fail_unclosed(std::uint32_t opened, std::string_view closer);
  // The budget is spent: ends the reading without an error; what is left is `unknown`.
  void give_up();
  // That many bytes are read more than once; what is allowed is a small multiple of the source.
  void charge(std::size_t bytes);
  bool stopped() const { return stopped_; }
  bool failed() const { return stopped_ && tree.complete; }
  bool is_over_budget() const {
    return depth_ >= budget_.depth || tree.arena.used() > budget_.bytes;
  }

  Tree& tree;
  const ParseOptions& options;
  std::vector<PendingHere> pending;  // of the command being read
  std::uint32_t runs_until = 0;      // end of the last whole line of the outermost block
  bool in_parens = false;            // inside $(...): a here-document may end at `EOF)`

 private:
  friend class Deeper;
  friend class Window;
  friend class Attempt;

  std::string_view text_;
  const std::uint32_t* origin_ = nullptr;
  std::uint32_t pos_ = 0;
  std::uint32_t end_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t stopped_at_ = 0;
  std::size_t may_reread_;
  bool stopped_ = false;
  Budget budget_;
};

}  // namespace guards::shell
