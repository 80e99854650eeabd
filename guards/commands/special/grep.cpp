// Source: grep(1) of GNU grep 3.8, rg(1), ack(1): what is read, and what is printed of known text.
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::string_view kSigns = "\\.*[]^$+?(){}|";

// Lines of `text` that hold the literal, or do not.
std::optional<std::string> filtered(const std::string& text, std::string pattern, bool inverted) {
  const bool at_begin = pattern.starts_with('^');
  const bool at_end = pattern.ends_with('$');
  if (at_begin) pattern.erase(0, 1);
  if (at_end && !pattern.empty()) pattern.pop_back();
  for (std::size_t at = 0; (at = pattern.find("\\.", at)) != std::string::npos; ++at) {
    pattern.replace(at, 2, "\x01");
  }
  if (pattern.find_first_of(kSigns) != std::string::npos || has_hole(pattern)) return std::nullopt;
  for (char& c : pattern) c = c == '\x01' ? '.' : c;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto stop = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, stop - at);
    const auto hit = line.find(pattern);
    bool found = hit != std::string_view::npos;
    if (at_begin) found = line.starts_with(pattern);
    if (at_end) found = line.ends_with(pattern);
    if (has_hole(line)) found = !inverted;
    if (found != inverted) out.append(line).append("\n");
    at = stop + 1;
  }
  return out;
}

bool searches_folders(const Call& call, const Arguments& arguments) {
  const bool grep = call.name.ends_with("grep");
  return !grep || arguments.has_any("-r -R --recursive --dereference-recursive");
}

}  // namespace

Meaning grep(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  if (arguments.has_any("--help --version -V")) return meaning;
  const bool recursive = searches_folders(call, arguments);
  Words files;
  std::string pattern;
  bool has_pattern = false;
  for (const Operand& operand : arguments.operands) {
    if (operand.role == Role::value && !has_pattern &&
        !arguments.has_any("-e --regexp -f --file")) {
      pattern = operand.word.text;
      has_pattern = true;
    } else {
      files.push_back(operand.word);
    }
  }
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.has_value && flag.spec.role == Role::in) touch(meaning, Role::in, flag.value, view);
  }
  const bool reads_input =
      files.empty() && (call.name.ends_with("grep") ? !recursive : view.input().has_value());
  if (files.empty() && !reads_input) files.push_back({".", call.span});
  std::string covered;
  for (const Word& file : files) {
    const bool folder = is_folder(file.text, view);
    if (folder && !recursive) continue;
    touch(meaning, Role::tree, file, view);
    covered = folder ? below(file.text, std::string(1, kHole)) : file.text;
  }
  meaning.success.reset();
  if (!view.wants_output()) return meaning;
  const bool lists = arguments.has_any("-l -L --files-with-matches --files-without-match --files");
  if (lists) {
    std::string out;
    for (const Word& file : files) {
      const bool folder = is_folder(file.text, view);
      out += folder ? below(file.text, std::string(1, kHole)) : file.text;
      out += '\n';
    }
    meaning.output = out;
  } else if (reads_input && !arguments.has_any("-o -c -n -A -B -C -E -P -i")) {
    if (const auto input = view.input())
      meaning.output = filtered(*input, pattern, arguments.has("-v"));
  }
  return meaning;
}

}  // namespace guards::commands
