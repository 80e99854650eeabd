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

// ccache COMPILER WORDS...; its own flags say something of the cache.
Meaning wrapped(const Call& call) {
  Meaning meaning;
  if (call.words.empty() || call.words[0].text.starts_with('-')) return meaning;
  meaning.runs.push_back({.kind = Run::Kind::words, .words = call.words, .span = call.span});
  return meaning;
}

// The file one source comes to without -o; empty when all sources together make one.
std::string made_from(const std::string& source, const Call& call, const Arguments& arguments) {
  if (arguments.has("-S")) return with_suffix(source, ".s");
  if (arguments.has("-c")) return with_suffix(source, ".o");
  if (call.name == "rustc") return with_suffix(source, "");
  if (call.name == "cobc") return with_suffix(source, arguments.has("-x") ? "" : ".so");
  return {};
}

}  // namespace

Meaning compiler(const Call& call, const View& view) {
  if (call.name == "ccache" || call.name == "sccache" || call.name == "distcc") {
    return wrapped(call);
  }
  Meaning meaning = describe_by_table(call, view);
  const Arguments arguments = read_arguments(call);
  tell_dependencies(meaning, arguments, view);
  // The output is named, or there is no file of it.
  constexpr std::string_view kMakesNoOther =
      "-o --output --output-file "
      "-E -M -MM -fsyntax-only -v --version --help -dumpversion -dumpmachine -print-search-dirs";
  if (arguments.has_any(kMakesNoOther)) return meaning;
  bool any = false;
  for (const Operand& operand : arguments.operands) {
    if (operand.role != Role::in || operand.word.text == "-") continue;
    any = true;
    const std::string made = made_from(operand.word.text, call, arguments);
    if (made.empty()) continue;
    touch(meaning, Role::out, {made, operand.word.span}, view);
    // cobc -j runs what it made.
    if (call.name == "cobc" && arguments.has("-j"))
      touch(meaning, Role::script, {made, operand.word.span}, view);
  }
  const bool links = any && !arguments.has_any("-c -S");
  if (links && call.name != "rustc" && call.name != "cobc")
    touch(meaning, Role::out, {"a.out", call.span}, view);
  return meaning;
}

}  // namespace guards::commands
