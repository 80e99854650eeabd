// Source: indent(1) of GNU 2.2: files are changed in place, and kept as they were beside it.
#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

Meaning indent(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  if (arguments.has_any("--help --version")) return {};
  const Word* out = arguments.value("-o --output-file");
  const bool in_place = out == nullptr && !arguments.has_any("-st --standard-output");
  const std::string suffix = view.variable("SIMPLE_BACKUP_SUFFIX").value_or("~");
  const bool numbered = view.variable("VERSION_CONTROL").has_value();
  Meaning meaning;
  for (const Operand& operand : arguments.operands) {
    if (!in_place) {
      touch(meaning, Role::in, operand.word, view);
    } else {
      edit_in_place(meaning, operand.word, numbered ? kUnknown : suffix, view);
    }
  }
  if (out != nullptr) touch(meaning, Role::out, *out, view);
  return meaning;
}

}  // namespace guards::commands
