#include "guards/shell/parts_reader.h"

#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr Rules kInExtGlob{
    .active = kBackslashChar | kSingleChar | kDoubleChar | kDollarChar | kGlobChar | kExtGlobChar,
    .stop = ')',
    .also = '|',
    .open = '(',
    .shut = ')',
    .own_extglob = true};

}  // namespace

void PartsReader::read() {
  for (skip_plain(); !scan_.at_end() && take(scan_.raw()); skip_plain()) {
  }
  flush();
}

void PartsReader::skip_plain() {
  const CharSet watched = rules_.ends | rules_.active;
  while (!scan_.at_end() && (class_of(scan_.raw()) & watched) == 0 &&
         !(has_marks_ && is_mark(scan_.raw()))) {
    scan_.advance();
  }
}

// Takes what starts with a byte that means something here; false where the parts end.
bool PartsReader::take(char byte) {
  const CharSet kind = class_of(byte);
  if (has_marks_ && is_mark(byte)) {
    if (ends_at_mark(byte)) return false;
    if (byte == rules_.open || byte == rules_.shut) return scan_.advance(), true;
  }
  const bool is_process = (kind & kAngleChar & rules_.active) != 0 && scan_.raw(1) == '(';
  if ((kind & rules_.ends) != 0 && nest_ == 0 && !is_process) return false;
  if ((kind & rules_.active) == 0 || !special(byte)) scan_.advance();
  return true;
}

bool PartsReader::ends_at_mark(char byte) {
  if (nest_ == 0 && (byte == rules_.stop || byte == rules_.also)) return true;
  if (byte == rules_.shut && nest_ > 0) {
    --nest_;
  } else if (byte == rules_.open) {
    ++nest_;
  }
  return false;
}

// Reads the part that starts with `byte`; false when the byte stands for itself.
bool PartsReader::special(char byte) {
  if (scan_.is_over_budget()) return unknown(), true;
  switch (byte) {
    case '\\':
      return backslash();
    case '\'':
      return single_quoted();
    case '"':
      flush();
      return double_quoted(scan_.pos());
    case '<':
    case '>':
      return scan_.raw(1) == '(' && dollar(byte);
    case '$':
    case '`':
      return dollar(byte);
    case '~':
      return tilde();
    case '{':
      braces_ = true;
      return false;
    case '\n':
      return newline();
    default:
      return glob(byte);
  }
}

void PartsReader::flush() {
  const std::uint32_t begin = literal_;
  literal_ = scan_.pos();
  if (begin >= scan_.pos()) return;
  const std::string_view written = scan_.slice(begin, scan_.pos());
  const std::string_view text = joined_ ? scan_.without_joins(written) : written;
  joined_ = false;
  if (!text.empty()) literal(begin, text, Quote::none);
}

void PartsReader::append(Part* part) {
  parts_.append(part);
  literal_ = scan_.pos();
}

void PartsReader::unknown() {
  flush();
  auto* part = scan_.tree.arena.make<UnknownPart>();
  part->kind = PartKind::unknown;
  part->span = scan_.span(scan_.pos(), scan_.end());
  scan_.give_up();
  append(part);
}

void PartsReader::literal(std::uint32_t begin, std::string_view text, Quote quote) {
  auto* part = scan_.tree.arena.make<Literal>();
  part->kind = PartKind::literal;
  part->span = scan_.span(begin, scan_.pos());
  part->text = text;
  part->quote = quote;
  append(part);
}

void PartsReader::splice_bracket(std::uint32_t bracket, const PartsReader& inside) {
  const std::uint32_t close = scan_.pos();
  scan_.go_to(bracket);
  flush();
  glob_sign('[');
  parts_.append_all(inside.parts_);
  scan_.go_to(close);
  literal_ = close;
}

void PartsReader::start_value() {
  flush();
  start_ = scan_.pos();
  in_value_ = true;
}

bool PartsReader::glob(char byte) {
  if (is_ext_glob(byte)) return ext_glob(byte), true;
  if (class_of(byte) != kGlobChar || is_lone_bracket(byte)) return false;
  flush();
  glob_sign(byte);
  return true;
}

// The names of the commands `[` and `[[`.
bool PartsReader::is_lone_bracket(char byte) const {
  if (byte != '[') return false;
  const char next = scan_.raw(1) == '[' ? scan_.raw(2) : scan_.raw(1);
  return (class_of(next) & rules_.ends) != 0;
}

void PartsReader::glob_sign(char sign) {
  auto* part = scan_.tree.arena.make<Glob>();
  part->kind = PartKind::glob;
  part->sign = sign;
  part->span = scan_.span(scan_.pos(), scan_.pos() + 1);
  scan_.advance();
  append(part);
}

// Without `shopt -s extglob` bash reads `!(a)` at the start of a command as a negated subshell and
// `f+() {` as a function; everywhere else a parenthesis would be an error, so the pattern is meant.
bool PartsReader::is_ext_glob(char sign) const {
  if (sign == '[' || scan_.raw(1) != '(') return false;
  if (rules_.own_extglob || scan_.options.extglob) return true;
  if (first_word_ && scan_.raw(2) == ')') return false;
  return !(first_word_ && sign == '!' && scan_.pos() == start_);
}

void PartsReader::ext_glob(char sign) {
  flush();
  const std::uint32_t begin = scan_.pos();
  auto* part = scan_.tree.arena.make<ExtGlob>();
  part->kind = PartKind::ext_glob;
  part->sign = sign;
  scan_.go_to(begin + 2);
  if (!rules_.own_extglob) scan_.tree.needs_extglob = true;
  ListBuilder<Word> branches;
  do {
    auto* branch = scan_.tree.arena.make<Word>();
    const std::uint32_t from = scan_.pos();
    branch->parts = read_parts(scan_, kInExtGlob);
    branch->span = scan_.span(from, scan_.pos());
    branches.append(branch);
  } while (scan_.accept('|'));
  part->branches = branches.list();
  if (!scan_.accept(')')) scan_.fail_unclosed(begin + 1, ")");
  part->span = scan_.span(begin, scan_.pos());
  append(part);
}

// A tilde-prefix runs to the first slash (in a value: or colon) and must hold no quoting.
bool PartsReader::tilde() {
  const std::uint32_t begin = scan_.pos();
  const bool at_start = begin == start_;
  const bool after_colon = in_value_ && scan_.byte(begin - 1) == ':';
  if (rules_.quoted || (!at_start && !after_colon)) return false;
  std::uint32_t size = 1;
  while (scan_.pos() + size < scan_.end()) {
    const char byte = scan_.raw(size);
    if (byte == '/' || (in_value_ && byte == ':') || is_mark(byte)) break;
    const CharSet kind = class_of(byte);
    if ((kind & rules_.ends) != 0) break;
    if (kind != kPlainChar && byte != '+') return false;
    ++size;
  }
  flush();
  auto* part = scan_.tree.arena.make<Tilde>();
  part->kind = PartKind::tilde;
  part->user = scan_.slice(begin + 1, begin + size);
  scan_.go_to(begin + size);
  part->span = scan_.span(begin, scan_.pos());
  append(part);
  return true;
}

// `$`, a backquote, or the sign of a process substitution.
bool PartsReader::dollar(char byte) {
  const std::uint32_t begin = scan_.pos();
  if (byte == '$' && !rules_.quoted && (scan_.raw(1) == '\'' || scan_.raw(1) == '"')) {
    flush();
    scan_.advance();
    return scan_.raw() == '"' ? double_quoted(begin) : ansi_c_quoted();
  }
  flush();
  Part* const part = byte == '$'   ? read_dollar(scan_, rules_)
                     : byte == '`' ? read_backquoted(scan_, rules_)
                                   : read_process(scan_);
  if (part == nullptr) {
    scan_.go_to(begin);
    return false;
  }
  append(part);
  return true;
}

// In a here-document of <<-: the tabs that start a line are no part of it.
bool PartsReader::newline() {
  scan_.advance();
  flush();
  while (scan_.raw() == '\t') scan_.advance();
  literal_ = scan_.pos();
  return true;
}

}  // namespace guards::shell
