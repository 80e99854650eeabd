// Source: GNU coreutils 9.1 manual, 18.4 mktemp: TEMPLATE, -d, -u, -p, -t; elsewhere than the
// folder for such files it is a file of the user's.
#include "guards/commands/describe.h"
#include "guards/commands/fold_rows.h"
#include "guards/commands/special/special.h"

namespace guards::commands {

Meaning temporary(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning = describe_by_table(call, view);
  if (arguments.operands.empty() || arguments.has_any("-u --dry-run --help --version"))
    return meaning;
  Words operands;
  for (const Operand& operand : arguments.operands) operands.push_back(operand.word);
  auto name = fold_mktemp({arguments, view, operands});
  if (!name) return meaning;
  name->pop_back();  // the line's end
  meaning.touches.push_back({.verb = Verb::create,
                             .path = *std::move(name),
                             .span = operands[0].span,
                             .tree = arguments.has_any("-d --directory")});
  return meaning;
}

}  // namespace guards::commands
