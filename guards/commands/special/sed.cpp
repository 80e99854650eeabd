// Source: GNU sed 4.9 manual: -i, -n, -f.
#include <array>
#include <optional>
#include <vector>

#include "guards/commands/arguments.h"
#include "guards/commands/fold_rows.h"
#include "guards/commands/regex.h"
#include "guards/commands/special/sed_script.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

void tell_script(Meaning& meaning, const SedScript& script, const Word& text, const View& view) {
  for (const SedFile& file : script.files) {
    if (file.path == "/dev/stdout" || file.path == "/dev/stdin") continue;
    touch(meaning, file.role, {file.path, text.span}, view);
  }
  for (const std::string& program : script.programs) {
    meaning.runs.push_back({.kind = Run::Kind::shell, .text = program, .span = text.span});
  }
  if (script.runs_pattern) {
    meaning.doubts.push_back({"sed runs lines of its input as commands", text.span, false});
  }
}

// One s/old/new/flags, cut off the front of `script`.
struct Substitution {
  std::string from;
  std::string to;
  bool all = false;
  bool prints = false;
  bool folds = false;
};

std::optional<Substitution> take_substitution(std::string_view& script) {
  while (!script.empty() && std::string_view(" ;\n\t").find(script[0]) != std::string_view::npos)
    script.remove_prefix(1);
  if (script.size() < 4 || script[0] != 's') return std::nullopt;
  const char delimiter = script[1];
  script.remove_prefix(2);
  std::array<std::string, 2> parts;
  for (std::string& part : parts) {
    std::size_t at = 0;
    while (at < script.size() && script[at] != delimiter) {
      if (script[at] == '\\' && at + 1 < script.size()) {
        if (script[at + 1] != delimiter) part += script[at];
        ++at;
      }
      part += script[at++];
    }
    if (at >= script.size()) return std::nullopt;
    script.remove_prefix(at + 1);
  }
  Substitution read{parts[0], parts[1]};
  for (; !script.empty() && script[0] != ';' && script[0] != '\n'; script.remove_prefix(1)) {
    if (script[0] == 'g')
      read.all = true;
    else if (script[0] == 'p')
      read.prints = true;
    else if (script[0] == 'i' || script[0] == 'I')
      read.folds = true;
    else if (script[0] != ' ')
      return std::nullopt;
  }
  return read;
}

// Scripts of nothing but s commands, on text that is known.
std::optional<std::string> rewritten(const Words& scripts, bool extended, bool quiet,
                                     const std::string& input) {
  Lines lines = lines_of(input);
  for (const Word& script : scripts) {
    std::string_view text = script.text;
    if (has_hole(text)) return std::nullopt;
    while (text.find_first_not_of(" ;\n\t") != std::string_view::npos) {
      const auto step = take_substitution(text);
      const auto regex =
          step ? Regex::compile(step->from, extended ? Dialect::extended : Dialect::basic,
                                step->folds)
               : std::nullopt;
      if (!regex || step->from.empty() || quiet != step->prints) return std::nullopt;
      Lines kept;
      for (const std::string& line : lines) {
        const bool fits = regex->is_in(line);
        if (has_hole(line) && !fits && quiet) return std::nullopt;
        if (fits || !quiet) kept.push_back(substituted(*regex, line, step->to, step->all));
      }
      lines = std::move(kept);
    }
  }
  return text_of(lines);
}

}  // namespace

Meaning sed(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  if (arguments.has_any("--help --version")) return meaning;
  const GivenFlag* in_place = arguments.find("-i");
  if (in_place == nullptr) in_place = arguments.find("--in-place");
  std::string suffix = in_place != nullptr ? in_place->value.text : "";
  Words scripts;
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name == "-e" || flag.name == "--expression") scripts.push_back(flag.value);
    if (flag.name == "-f" || flag.name == "--file") {
      touch(meaning, Role::in, flag.value, view);
      scripts.push_back({view.content(flag.value.text).value_or(""), flag.value.span});
    }
  }
  Words files;
  for (const Operand& operand : arguments.operands) {
    if (operand.role == Role::code)
      scripts.push_back(operand.word);
    else
      files.push_back(operand.word);
  }
  const bool extended = arguments.has_any("-E -r --regexp-extended");
  for (const Word& script : scripts) {
    const SedScript read = read_sed(script.text, extended);
    if (read.refused && scripts.size() == 1) {  // several are one text for sed
      meaning.success = false;
      return meaning;
    }
    tell_script(meaning, read, script, view);
  }
  for (const Word& file : files) {
    if (in_place == nullptr) {
      touch(meaning, Role::in, file, view);
      continue;
    }
    edit_in_place(meaning, file, suffix, view);
  }
  if (in_place != nullptr) meaning.output = "";
  if (in_place == nullptr && view.wants_output()) {
    const auto input = files.empty() ? view.input() : view.content(files.front().text);
    const bool quiet = arguments.has_any("-n --quiet --silent");
    if (input && files.size() < 2) meaning.output = rewritten(scripts, extended, quiet, *input);
  }
  return meaning;
}

}  // namespace guards::commands
