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

}  // namespace guards::shell
