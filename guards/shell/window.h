// window.h - steps aside of a Scan: one level deeper, another piece of text, a try.
// Shape:  scoped; each undoes or ends what it began when it goes.
// Units:  positions in the text being read.
// Errors: as scan.h; Window keeps an error of its piece to itself.
// Source: ADR-0018.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "guards/shell/scan.h"

namespace guards::shell {

// One level of nesting, for as long as it lives.
class Deeper {
 public:
  explicit Deeper(Scan& scan) : scan_(scan) { ++scan_.depth_; }
  ~Deeper() { --scan_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Scan& scan_;
};

// Reads a piece of the text, or another text, as if it were all; afterwards the position is `after`
// of the text before. An error inside belongs to the piece: failed() tells, the outer goes on.
class Window {
 public:
  Window(Scan& scan, std::uint32_t begin, std::uint32_t end, std::uint32_t after);
  Window(Scan& scan, std::string_view text, const std::uint32_t* origin, std::uint32_t after);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool failed() const { return scan_.failed(); }

 private:
  Scan& scan_;
  std::string_view text_;
  const std::uint32_t* origin_;
  std::uint32_t end_;
  std::uint32_t after_;
  std::optional<SyntaxError> error_;
  std::vector<PendingHere> pending_;
  bool in_parens_;
};

// A reading that may turn out wrong: undo() goes back as if nothing had been read. What was read
// in vain is counted, so that nested attempts cannot make the work grow beyond linear.
class Attempt {
 public:
  explicit Attempt(Scan& scan);
  void undo();

 private:
  Scan& scan_;
  std::uint32_t pos_;
  std::size_t pending_;
  bool needs_extglob_;
};

}  // namespace guards::shell
