#include "guards/shell/scan.h"

#include <utility>

#include "guards/shell/chars.h"

namespace guards::shell {
namespace {

// Bytes may be read again this many times the source, and never less than the floor: real commands
// stay far below, only texts made to hurt come near.
constexpr std::size_t kRereadFactor = 4;
constexpr std::size_t kRereadFloor = 1 << 16;

}  // namespace

Scan::Scan(std::string_view source, const ParseOptions& parse_options, Tree& result)
    : tree(result),
      options(parse_options),
      text_(source),
      origin_(parse_options.origin.empty() ? nullptr : parse_options.origin.data()),
      end_(static_cast<std::uint32_t>(source.size())),
      may_reread_(kRereadFactor * source.size() + kRereadFloor),
      budget_(parse_options.budget) {}

char Scan::peek() {
  while (raw() == '\\' && raw(1) == '\n') pos_ += 2;
  return raw();
}

bool Scan::accept(char wanted) {
  if (peek() != wanted || at_end()) return false;
  ++pos_;
  return true;
}

void Scan::skip_blanks() {
  while (class_of(peek()) == kBlankChar) ++pos_;
  if (raw() != '#') return;
  while (!at_end() && raw() != '\n') ++pos_;
}

std::string_view Scan::without_joins(std::string_view written) {
  if (written.find("\\\n") == std::string_view::npos) return written;
  char* const out = tree.arena.bytes(written.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written.substr(i, 2) == "\\\n") {
      ++i;
    } else {
      out[size++] = written[i];
    }
  }
  return {out, size};
}

void Scan::fail(Span where, std::string what) {
  if (stopped_) return;
  tree.error = SyntaxError{where, std::move(what), runs_until};
  stopped_ = true;
  stopped_at_ = pos_;
  pos_ = end_;
}

void Scan::fail_unclosed(std::uint32_t opened, std::string_view closer) {
  fail(span(opened, opened + 1), "no matching `" + std::string(closer) + "'");
}

void Scan::give_up() {
  tree.complete = false;
  stopped_ = true;
  pos_ = end_;
}

void Scan::charge(std::size_t bytes) {
  if (bytes > may_reread_) return give_up();
  may_reread_ -= bytes;
}

Window::Window(Scan& scan, std::uint32_t begin, std::uint32_t end, std::uint32_t after)
    : Window(scan, scan.text_.substr(0, end), scan.origin_, after) {
  scan.pos_ = begin;
}

Window::Window(Scan& scan, std::string_view text, const std::uint32_t* origin, std::uint32_t after)
    : scan_(scan),
      text_(std::exchange(scan.text_, text)),
      origin_(std::exchange(scan.origin_, origin)),
      end_(std::exchange(scan.end_, static_cast<std::uint32_t>(text.size()))),
      after_(after),
      error_(std::exchange(scan.tree.error, std::nullopt)),
      pending_(std::exchange(scan.pending, {})),
      in_parens_(std::exchange(scan.in_parens, false)) {
  scan.pos_ = 0;
}

Window::~Window() {
  scan_.text_ = text_;
  scan_.origin_ = origin_;
  scan_.end_ = end_;
  scan_.pos_ = after_;
  scan_.tree.error = std::move(error_);
  scan_.pending = std::move(pending_);
  scan_.in_parens = in_parens_;
  scan_.stopped_ = !scan_.tree.complete;
  if (scan_.stopped_) scan_.pos_ = end_;
}

Attempt::Attempt(Scan& scan)
    : scan_(scan),
      pos_(scan.pos_),
      pending_(scan.pending.size()),
      needs_extglob_(scan.tree.needs_extglob) {}

void Attempt::undo() {
  if (!scan_.tree.complete) return;
  const std::uint32_t reached = scan_.stopped_ ? scan_.stopped_at_ : scan_.pos_;
  const std::size_t wasted = reached - pos_;
  scan_.tree.error.reset();
  scan_.stopped_ = false;
  scan_.pos_ = pos_;
  scan_.pending.resize(pending_);
  scan_.tree.needs_extglob = needs_extglob_;
  scan_.charge(wasted);
}

}  // namespace guards::shell
