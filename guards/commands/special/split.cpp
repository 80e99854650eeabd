// Source: GNU coreutils 9.1 manual, 5.3 split and 5.4 csplit: PREFIXaa, PREFIXab ...; xx00, xx01
// ...
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

Meaning split(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  if (arguments.has_any("--help --version")) return meaning;
  const bool by_context = call.name == "csplit";
  std::string prefix = by_context ? "xx" : "x";
  Span span = call.span;
  for (std::size_t i = 0; i < arguments.operands.size(); ++i) {
    const Word& word = arguments.operands[i].word;
    if (i == 0) touch(meaning, Role::in, word, view);
    if (i == 1 && !by_context) {
      prefix = word.text;
      span = word.span;
    }
  }
  if (const Word* given = arguments.value("-f --prefix"); given != nullptr && by_context) {
    prefix = given->text;
    span = given->span;
  }
  if (const Word* filter = arguments.value("--filter")) {
    meaning.runs.push_back(
        {.kind = Run::Kind::shell, .text = filter->text, .span = filter->span, .maybe = true});
    return meaning;
  }
  meaning.touches.push_back(
      {.verb = Verb::write, .how = How::overwrite, .path = prefix + kHole, .span = span});
  return meaning;
}

}  // namespace guards::commands
