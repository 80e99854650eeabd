#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr CharSet kQuoting = kBackslashChar | kSingleChar | kDoubleChar | kDollarChar;

constexpr Rules kInArithmetic{.active = kQuoting, .stop = ')', .open = '(', .shut = ')'};
constexpr Rules kInBracketArithmetic{.active = kQuoting, .stop = ']', .open = '[', .shut = ']'};

Part* command_subst(Scan& scan, std::uint32_t begin) {
  const std::uint32_t opened = scan.pos() - 1;
  auto* part = scan.tree.arena.make<CommandSubst>();
  part->kind = PartKind::command;
  part->body = read_block_in_parens(scan, opened);
  part->span = scan.span(begin, scan.pos());
  return part;
}

Part* arithmetic(Scan& scan, std::uint32_t begin, List<Part> parts) {
  auto* part = scan.tree.arena.make<Arithmetic>();
  part->kind = PartKind::arithmetic;
  part->parts = parts;
  part->span = scan.span(begin, scan.pos());
  return part;
}

Part* bracket_arithmetic(Scan& scan, std::uint32_t begin) {
  const std::uint32_t opened = scan.pos() - 1;
  const List<Part> parts = read_parts(scan, kInBracketArithmetic);
  if (!scan.accept(']')) scan.fail_unclosed(opened, "]");
  return arithmetic(scan, begin, parts);
}

Part* simple_parameter(Scan& scan, std::uint32_t begin) {
  const std::uint32_t name = scan.pos();
  scan.advance();
  if (is_name_start(scan.byte(name))) {
    while (is_name_char(scan.peek())) scan.advance();
  }
  auto* part = scan.tree.arena.make<Parameter>();
  part->kind = PartKind::parameter;
  part->name = scan.without_joins(scan.slice(name, scan.pos()));
  part->span = scan.span(begin, scan.pos());
  return part;
}

// The text between backquotes without the backslashes that protected it, and where each of its
// bytes stands.
struct Unescaped {
  std::string_view text;
  const std::uint32_t* origin;
};

Unescaped unescape(Scan& scan, std::uint32_t begin, std::uint32_t end, bool quoted) {
  char* const text = scan.tree.arena.bytes(end - begin);
  auto* const origin = scan.tree.arena.array<std::uint32_t>(end - begin + 1);
  std::size_t size = 0;
  for (std::uint32_t at = begin; at < end; ++at) {
    const char next = at + 1 < end ? scan.byte(at + 1) : '\0';
    const bool escapes = next == '$' || next == '`' || next == '\\' || (quoted && next == '"');
    if (scan.byte(at) == '\\' && escapes) ++at;
    origin[size] = scan.span(at, at).begin;
    text[size++] = scan.byte(at);
  }
  origin[size] = scan.span(end, end).begin;
  return {
      {text, size},
      origin
  };
}

}  // namespace

Part* read_dollar(Scan& scan, const Rules& around) {
  const std::uint32_t begin = scan.pos();
  scan.advance();
  const char sign = scan.peek();
  if (sign == '(') {
    scan.advance();
    List<Part> parts;
    if (read_arithmetic(scan, parts)) return arithmetic(scan, begin, parts);
    return command_subst(scan, begin);
  }
  if (sign == '{') return read_braced_parameter(scan, begin, around);
  if (sign == '[') return scan.advance(), bracket_arithmetic(scan, begin);
  if (scan.at_end()) return nullptr;
  if (is_name_char(sign) || is_special_parameter(sign)) return simple_parameter(scan, begin);
  return nullptr;
}

Part* read_backquoted(Scan& scan, const Rules& around) {
  const std::uint32_t begin = scan.pos();
  bool escaped = false;
  scan.advance();
  while (!scan.at_end() && scan.raw() != '`') {
    if (scan.raw() == '\\') escaped = true, scan.advance();
    if (!scan.at_end()) scan.advance();
  }
  auto* part = scan.tree.arena.make<CommandSubst>();
  part->kind = PartKind::command;
  part->backquoted = true;
  part->body = scan.tree.arena.make<Block>();
  const std::uint32_t end = scan.pos();
  if (scan.at_end()) {
    scan.fail_unclosed(begin, "`");
  } else if (escaped) {
    const Unescaped inside = unescape(scan, begin + 1, end, around.quoted && !around.here);
    Window window(scan, inside.text, inside.origin, end + 1);
    part->body = read_whole_block(scan);
    part->broken = window.failed();
  } else {
    Window window(scan, begin + 1, end, end + 1);
    part->body = read_whole_block(scan);
    part->broken = window.failed();
  }
  part->span = scan.span(begin, scan.pos());
  return part;
}

Part* read_process(Scan& scan) {
  const std::uint32_t begin = scan.pos();
  auto* part = scan.tree.arena.make<ProcessSubst>();
  part->kind = PartKind::process;
  part->writes = scan.raw() == '>';
  scan.go_to(begin + 2);
  part->body = read_block_in_parens(scan, begin + 1);
  part->span = scan.span(begin, scan.pos());
  return part;
}

bool read_arithmetic(Scan& scan, List<Part>& parts) {
  if (scan.peek() != '(') return false;
  Attempt attempt(scan);
  scan.advance();
  parts = read_parts(scan, kInArithmetic);
  if (scan.accept(')') && scan.accept(')')) return true;
  if (!scan.tree.complete) return true;
  attempt.undo();
  return false;
}

}  // namespace guards::shell
