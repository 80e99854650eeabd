// Source: gcc(1): -o, -c, -S, -E, -M; rustc(1); cobc(1).
#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

std::string with_suffix(const std::string& source, std::string_view suffix) {
  std::string name = last_part(source);
  name.resize(std::min(name.rfind('.'), name.size()));
  return name.append(suffix);
}

// gcc(1), -MD: a makefile rule beside the object, or where the object would be.
void tell_dependencies(Meaning& meaning, const Arguments& arguments, const View& view) {
  if (!arguments.has_any("-MD -MMD") || arguments.has("-MF")) return;
  const Word* output = arguments.value("-o");
  for (const Operand& operand : arguments.operands) {
    if (operand.role != Role::in) continue;
    std::string made = with_suffix(operand.word.text, ".d");
    if (output != nullptr) {
      const auto& text = output->text;
      made = text.substr(0, text.size() - last_part(text).size()) + with_suffix(text, ".d");
    }
    touch(meaning, Role::out, {made, operand.word.span}, view);
    if (output != nullptr) return;
  }
}

}  // namespace

Meaning compiler(const Call& call, const View& view) {
  if (call.name == "ccache" || call.name == "sccache" || call.name == "distcc") {
    if (call.words.empty() || call.words[0].text.starts_with('-')) return {};
    Meaning wrapped;
    wrapped.runs.push_back({.kind = Run::Kind::words, .words = call.words, .span = call.span});
    return wrapped;
  }
  Meaning meaning = describe_by_table(call, view);
  const Arguments arguments = read_arguments(call);
  tell_dependencies(meaning, arguments, view);
  constexpr std::string_view kAsking =
      "-E -M -MM -fsyntax-only -v --version --help -dumpversion -dumpmachine -print-search-dirs";
  if (arguments.has_any("-o --output --output-file") || arguments.has_any(kAsking)) return meaning;
  bool any = false;
  for (const Operand& operand : arguments.operands) {
    if (operand.role != Role::in || operand.word.text == "-") continue;
    any = true;
    std::string made;
    if (arguments.has("-c")) made = with_suffix(operand.word.text, ".o");
    if (arguments.has("-S")) made = with_suffix(operand.word.text, ".s");
    const bool takes_name = call.name == "rustc" || call.name == "cobc";
    if (takes_name && made.empty())
      made =
          with_suffix(operand.word.text, call.name == "cobc" && !arguments.has("-x") ? ".so" : "");
    if (made.empty()) continue;
    touch(meaning, Role::out, {made, operand.word.span}, view);
    // cobc -j runs what it made.
    if (call.name == "cobc" && arguments.has("-j"))
      touch(meaning, Role::script, {made, operand.word.span}, view);
  }
  const bool links =
      any && !arguments.has_any("-c -S") && call.name != "rustc" && call.name != "cobc";
  if (links) touch(meaning, Role::out, {"a.out", call.span}, view);
  return meaning;
}

}  // namespace guards::commands
