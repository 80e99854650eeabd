// Source: dos2unix(1) 7.4: with -n the files are pairs of an input and an output.
#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

Meaning line_ends(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  if (!arguments.has_any("-n --newfile")) return describe_by_table(call, view);
  Meaning meaning;
  Role role = Role::in;
  for (const Operand& operand : arguments.operands) {
    touch(meaning, role, operand.word, view);
    role = role == Role::in ? Role::out : Role::in;
  }
  return meaning;
}

}  // namespace guards::commands
