#include "guards/shell/ansi_c.h"
#include "guards/shell/parts_reader.h"
#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr Rules kInDoubleQuotes{
    .active = kBackslashChar | kDollarChar, .stop = '"', .quoted = true};

}  // namespace

bool PartsReader::backslash() {
  const char next = scan_.raw(1);
  if (next == '\n') {
    joined_ = true;
    scan_.advance();
    return false;
  }
  if (scan_.pos() + 1 >= scan_.end()) return false;
  if (rules_.quoted) {
    const bool escapes = next == '$' || next == '`' || next == '\\' ||
                         (next == '"' && !rules_.here) || (next == '}' && rules_.brace_escape);
    const bool escapes_quote = next == '\'' && (rules_.active & kSingleChar) != 0;
    if (!escapes && !escapes_quote) return false;
  }
  flush();
  const std::uint32_t begin = scan_.pos();
  scan_.go_to(begin + 2);
  literal(begin, scan_.slice(begin + 1, begin + 2), Quote::backslash);
  return true;
}

bool PartsReader::single_quoted() {
  flush();
  const std::uint32_t begin = scan_.pos();
  const std::size_t close = scan_.slice(begin + 1, scan_.end()).find('\'');
  if (close == std::string_view::npos) return scan_.fail_unclosed(begin, "'"), true;
  const auto size = static_cast<std::uint32_t>(close);
  scan_.go_to(begin + size + 2);
  literal(begin, scan_.slice(begin + 1, begin + 1 + size), Quote::single);
  return true;
}

// At the quote of $'...'; the dollar has been taken.
bool PartsReader::ansi_c_quoted() {
  const std::uint32_t begin = scan_.pos() - 1;
  scan_.advance();
  const std::uint32_t inside = scan_.pos();
  while (!scan_.at_end() && scan_.raw() != '\'') {
    if (scan_.raw() == '\\' && scan_.pos() + 1 < scan_.end()) scan_.advance();
    scan_.advance();
  }
  if (scan_.at_end()) return scan_.fail_unclosed(begin + 1, "'"), true;
  const std::string_view written = scan_.slice(inside, scan_.pos());
  scan_.advance();
  char* const value = scan_.tree.arena.bytes(written.size());
  literal(begin, {value, decode_ansi_c(written, value)}, Quote::ansi_c);
  return true;
}

// At the opening quote; `begin` is there or at the dollar before it.
bool PartsReader::double_quoted(std::uint32_t begin) {
  const std::uint32_t opened = scan_.pos();
  scan_.advance();
  auto* part = scan_.tree.arena.make<DoubleQuoted>();
  part->kind = PartKind::double_quoted;
  part->parts = read_parts(scan_, kInDoubleQuotes);
  if (!scan_.accept('"')) scan_.fail_unclosed(opened, "\"");
  part->span = scan_.span(begin, scan_.pos());
  part->translated = begin != opened;
  append(part);
  return true;
}

}  // namespace guards::shell
