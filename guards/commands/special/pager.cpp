// Source: less(1) 590, "INPUT PREPROCESSOR": LESSOPEN names a command with %s for the file. It
// prints the name of the file to show instead; behind a '|' it prints the text itself.
#include <algorithm>

#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/words.h"

namespace guards::commands {

namespace {

// '|', "|-" and "||-" are signs for less, not for the shell.
std::string shell_text(std::string_view opener, const std::string& file) {
  const bool prints_text = opener.starts_with('|');
  opener.remove_prefix(std::min(opener.find_first_not_of("|-"), opener.size()));
  std::string text(opener);
  if (const auto at = text.find("%s"); at != std::string::npos)
    text.replace(at, 2, shell_word(file));
  return prints_text ? text : "cat -- \"$(" + text + "\n)\"";
}

}  // namespace

Meaning pager(const Call& call, const View& view) {
  Meaning meaning = describe_by_table(call, view);
  const auto opener = view.variable("LESSOPEN");
  if (!opener || call.name != "less") return meaning;
  for (const Operand& operand : read_arguments(call).operands) {
    meaning.runs.push_back({.kind = Run::Kind::shell,
                            .text = shell_text(*opener, operand.word.text),
                            .span = operand.word.span});
  }
  return meaning;
}

}  // namespace guards::commands
