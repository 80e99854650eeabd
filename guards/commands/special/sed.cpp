// Source: GNU sed 4.9 manual: -i, -n, -f.
#include <algorithm>
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
  script.remove_prefix(std::min(script.find_first_not_of(" ;\n\t"), script.size()));
  if (script.size() < 4 || script[0] != 's') return std::nullopt;
  const char delimiter = script[1];
  script.remove_prefix(2);
  auto from = take_part(script, delimiter);
  auto to = from ? take_part(script, delimiter) : std::nullopt;
  if (!to) return std::nullopt;
  Substitution read{*std::move(from), *std::move(to)};
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

// What the flags make of sed.
struct Way {
  bool extended = false;
  bool quiet = false;
  bool in_place = false;
  std::string suffix;
};

Way way_of(const Arguments& arguments) {
  const GivenFlag* in_place = arguments.find("-i");
  if (in_place == nullptr) in_place = arguments.find("--in-place");
  return {.extended = arguments.has_any("-E -r --regexp-extended"),
          .quiet = arguments.has_any("-n --quiet --silent"),
          .in_place = in_place != nullptr,
          .suffix = in_place != nullptr ? in_place->value.text : ""};
}

// The lines after one s command; nothing when it hangs on what is known only then.
std::optional<Lines> after(const Substitution& step, const Way& way, const Lines& lines) {
  const auto dialect = way.extended ? Dialect::extended : Dialect::basic;
  const auto regex = Regex::compile(step.from, dialect, step.folds);
  if (!regex || step.from.empty() || way.quiet != step.prints) return std::nullopt;
  Lines kept;
  for (const std::string& line : lines) {
    const bool fits = regex->is_in(line);
    if (has_hole(line) && !fits && way.quiet) return std::nullopt;
    if (fits || !way.quiet) kept.push_back(substituted(*regex, line, step.to, step.all));
  }
  return kept;
}

// Scripts of nothing but s commands, on text that is known.
std::optional<std::string> rewritten(const Words& scripts, const Way& way,
                                     const std::string& input) {
  Lines lines = lines_of(input);
  for (const Word& script : scripts) {
    std::string_view text = script.text;
    if (has_hole(text)) return std::nullopt;
    while (text.find_first_not_of(" ;\n\t") != std::string_view::npos) {
      const auto step = take_substitution(text);
      auto kept = step ? after(*step, way, lines) : std::nullopt;
      if (!kept) return std::nullopt;
      lines = *std::move(kept);
    }
  }
  return text_of(lines);
}

// Of -e, -f and the first operand.
Words scripts_of(Meaning& meaning, const Arguments& arguments, const View& view) {
  Words scripts;
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name == "-e" || flag.name == "--expression") scripts.push_back(flag.value);
    if (flag.name == "-f" || flag.name == "--file") {
      touch(meaning, Role::in, flag.value, view);
      scripts.push_back({view.content(flag.value.text).value_or(""), flag.value.span});
    }
  }
  for (const Operand& operand : arguments.operands) {
    if (operand.role == Role::code) scripts.push_back(operand.word);
  }
  return scripts;
}

std::optional<std::string> printed(const Words& scripts, const Way& way, const Words& files,
                                   const View& view) {
  if (way.in_place) return "";
  if (!view.wants_output()) return std::nullopt;
  const auto input = files.empty() ? view.input() : view.content(files.front().text);
  return input && files.size() < 2 ? rewritten(scripts, way, *input) : std::nullopt;
}

}  // namespace

Meaning sed(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  if (arguments.has_any("--help --version")) return meaning;
  const Way way = way_of(arguments);
  const Words scripts = scripts_of(meaning, arguments, view);
  for (const Word& script : scripts) {
    const SedScript read = read_sed(script.text, way.extended);
    if (read.refused && scripts.size() == 1) {  // several are one text for sed
      meaning.success = false;
      return meaning;
    }
    tell_script(meaning, read, script, view);
  }
  Words files;
  for (const Operand& operand : arguments.operands) {
    if (operand.role != Role::code) files.push_back(operand.word);
  }
  for (const Word& file : files) {
    if (way.in_place)
      edit_in_place(meaning, file, way.suffix, view);
    else
      touch(meaning, Role::in, file, view);
  }
  meaning.output = printed(scripts, way, files, view);
  return meaning;
}

}  // namespace guards::commands
