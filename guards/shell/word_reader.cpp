#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr CharSet kQuoting = kBackslashChar | kSingleChar | kDoubleChar | kDollarChar;

constexpr Rules kInCommand{
    .ends = kBlankChar | kNewlineChar | kListChar | kPipeChar | kAngleChar | kParenChar,
    .active = kQuoting | kGlobChar | kExtGlobChar | kWordStartChar | kAngleChar};

constexpr Rules kInTest{.ends = kInCommand.ends, .active = kInCommand.active, .own_extglob = true};

constexpr Rules kInRegex{.ends = kBlankChar | kNewlineChar | kListChar | kAngleChar,
                         .active = kQuoting,
                         .stop = ')',
                         .open = '(',
                         .shut = ')'};

const Rules& rules_of(Place place) {
  if (place == Place::regex) return kInRegex;
  return place == Place::pattern ? kInTest : kInCommand;
}

bool may_assign(Place place) {
  return place == Place::command || place == Place::argument || place == Place::declaration ||
         place == Place::element;
}

}  // namespace

Word* read_word(Scan& scan, Place place) {
  auto* word = scan.tree.arena.make<Word>();
  const std::uint32_t begin = scan.pos();
  PartsReader parts(scan, rules_of(place));
  if (scan.is_over_budget()) parts.unknown();
  if (place == Place::command || place == Place::test) parts.set_first_word();
  Assignment* const assignment =
      may_assign(place) ? read_assignment_prefix(scan, parts, place) : nullptr;
  parts.read();
  word->parts = parts.list();
  if (assignment != nullptr) assignment->value = List<Part>(word->parts.front().next);
  word->assignment = assignment;
  word->braces = parts.has_braces();
  word->span = scan.span(begin, scan.pos());
  return word;
}

Word* read_operand(Scan& scan, const Rules& rules) {
  auto* word = scan.tree.arena.make<Word>();
  const std::uint32_t begin = scan.pos();
  word->parts = read_parts(scan, rules);
  word->span = scan.span(begin, scan.pos());
  return word;
}

List<Part> read_parts(Scan& scan, const Rules& rules) {
  PartsReader reader(scan, rules);
  reader.read();
  return reader.list();
}

}  // namespace guards::shell
