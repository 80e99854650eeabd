#include "guards/shell/window.h"

#include <utility>

namespace guards::shell {

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
