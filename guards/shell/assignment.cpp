#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr Rules kInSubscript{.active = kBackslashChar | kSingleChar | kDoubleChar | kDollarChar,
                             .stop = ']',
                             .open = '[',
                             .shut = ']'};

// Only before a command, and in an array, may a subscript hold blanks.
constexpr Rules kInArgumentSubscript{
    .ends = kBlankChar | kNewlineChar | kListChar | kPipeChar | kAngleChar | kParenChar,
    .active = kInSubscript.active,
    .stop = ']',
    .open = '[',
    .shut = ']'};

// A bracket of ${...} that is never closed is a bad expansion, not a syntax error.
constexpr Rules kInBracedSubscript{
    .active = kInSubscript.active, .stop = ']', .also = '}', .open = '[', .shut = ']'};

void skip_space(Scan& scan) {
  scan.skip_blanks();
  while (scan.raw() == '\n' && !scan.at_end()) {
    scan.advance();
    scan.skip_blanks();
  }
}

bool starts_element(Scan& scan) {
  const CharSet kind = class_of(scan.raw());
  if (kind == kAngleChar) return scan.raw(1) == '(';
  return (kind & (kListChar | kPipeChar | kParenChar)) == 0;
}

// At the `(` behind name=.
void read_array(Scan& scan, PartsReader& parts) {
  const std::uint32_t opened = scan.pos();
  parts.flush();
  scan.advance();
  ListBuilder<Word> elements;
  for (skip_space(scan); !scan.at_end() && scan.raw() != ')'; skip_space(scan)) {
    if (!starts_element(scan)) {
      scan.fail(scan.span(scan.pos(), scan.pos() + 1),
                "unexpected `" + std::string(1, scan.raw()) + "' in an array");
      break;
    }
    elements.append(read_word(scan, Place::element));
  }
  if (!scan.accept(')')) scan.fail_unclosed(opened, ")");
  auto* array = scan.tree.arena.make<Array>();
  array->kind = PartKind::array;
  array->elements = elements.list();
  array->span = scan.span(opened, scan.pos());
  parts.append(array);
}

// Takes `=` or `+=` behind a name; false when neither stands there.
bool takes_equals(Scan& scan, bool& append) {
  append = scan.raw() == '+' && scan.raw(1) == '=';
  if (!append && scan.raw() != '=') return false;
  scan.go_to(scan.pos() + (append ? 2 : 1));
  return true;
}

bool allows_array(Place place) {
  return place == Place::command || place == Place::declaration;
}

// How many bytes of a name stand here; an element has none.
std::uint32_t name_size(const Scan& scan, Place place) {
  std::uint32_t size = 0;
  if (place == Place::element || !is_name_start(scan.raw())) return 0;
  while (is_name_char(scan.raw(size))) ++size;
  return size;
}

bool starts_subscript(const Scan& scan, Place place, std::uint32_t name) {
  if (scan.raw(name) != '[') return false;
  return place == Place::element || (allows_array(place) && name > 0);
}

// Takes name[index] up to the `=`; false when none follows: then the bracket was a pattern, and
// what is inside it has become part of the word.
bool takes_subscript(Scan& scan, PartsReader& parts, std::uint32_t bracket, Place place,
                     Assignment& into) {
  const bool is_argument = place == Place::declaration;
  scan.go_to(bracket + 1);
  PartsReader inside(scan, is_argument ? kInArgumentSubscript : kInSubscript);
  inside.read();
  if (scan.raw() != ']' && is_argument) return parts.splice_bracket(bracket, inside), false;
  if (scan.at_end()) return scan.fail_unclosed(bracket, "]"), false;
  auto* index = scan.tree.arena.make<Word>();
  index->parts = inside.list();
  index->span = scan.span(bracket + 1, scan.pos());
  into.index = index;
  const std::uint32_t close = scan.pos();
  scan.advance();
  if (takes_equals(scan, into.append)) return true;
  scan.go_to(close);
  parts.splice_bracket(bracket, inside);
  return false;
}

}  // namespace

Word* read_subscript(Scan& scan) {
  const std::uint32_t bracket = scan.pos();
  scan.advance();
  Word* const index = read_operand(scan, kInBracedSubscript);
  if (!scan.accept(']') && scan.at_end()) scan.fail_unclosed(bracket, "]");
  return index;
}

Assignment* read_assignment_prefix(Scan& scan, PartsReader& parts, Place place) {
  const std::uint32_t begin = scan.pos();
  const std::uint32_t name = name_size(scan, place);
  const bool indexed = starts_subscript(scan, place, name);
  if (!indexed && (name == 0 || (scan.raw(name) != '=' && scan.raw(name) != '+'))) return nullptr;
  Assignment found;
  found.name = scan.slice(begin, begin + name);
  if (indexed) {
    if (!takes_subscript(scan, parts, begin + name, place, found)) return nullptr;
  } else {
    scan.go_to(begin + name);
    if (!takes_equals(scan, found.append)) return scan.go_to(begin), nullptr;
  }
  parts.start_value();
  if (scan.raw() == '(' && allows_array(place)) read_array(scan, parts);
  auto* assignment = scan.tree.arena.make<Assignment>();
  *assignment = found;
  return assignment;
}

}  // namespace guards::shell
