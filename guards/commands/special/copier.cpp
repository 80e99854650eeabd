// Source: rsync(1) 3.2.
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kRsync{
    "", "IN... TO",
    "-e,--rsh=N --exclude=N --include=N --exclude-from=IN --include-from=IN --files-from=IN "
    "-f,--filter=N --backup-dir=OUT --suffix=N --chmod=N --chown=N --log-file=APPEND --max-size=N "
    "--min-size=N --bwlimit=N --timeout=N --port=N --password-file=IN --rsync-path=N "
    "--compare-dest=N --copy-dest=N --link-dest=N -T,--temp-dir=N --partial-dir=N -B=N "
    "--out-format=N --info=N --write-batch=OUT --read-batch=IN -M=N --usermap=N --groupmap=N"};

bool is_remote(const std::string& path) {
  const auto colon = path.find(':');
  return colon != std::string::npos && path.substr(0, colon).find('/') == std::string::npos;
}

}  // namespace

Meaning copier(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kRsync, call.words, call.span});
  Meaning meaning;
  if (arguments.has_any("--help --version")) return meaning;
  Placing placing;
  const Word* target = nullptr;
  bool network = false;
  for (const Operand& operand : arguments.operands) {
    network = network || is_remote(operand.word.text);
    if (operand.role == Role::to)
      target = &operand.word;
    else if (!is_remote(operand.word.text))
      placing.sources.push_back(operand.word);
  }
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.has_value && flag.spec.role != Role::value)
      touch(meaning, flag.spec.role, flag.value, view);
  }
  if (network) meaning.effects.push_back({.verb = Verb::network, .span = call.span, .by = "rsync"});
  const bool dry = arguments.has_any("-n --dry-run --list-only") || target == nullptr;
  if (dry || is_remote(target->text)) {
    for (const Word& source : placing.sources) touch(meaning, Role::tree, source, view);
    return meaning;
  }
  placing.target = *target;
  for (Word& source : placing.sources) {
    // A trailing slash means what is inside (rsync(1), "trailing slash").
    if (source.text.ends_with('/') && view.there(source.text) == There::folder) source.text += '.';
  }
  place(meaning, placing, view);
  if (arguments.has_any("-a --archive -t --times") && view.there(target->text) == There::folder) {
    touch(meaning, Role::meta, *target, view);
  }
  if (network && placing.sources.empty()) touch(meaning, Role::into, *target, view);
  if (arguments.has("--delete")) {
    meaning.touches.push_back({.verb = Verb::remove,
                               .path = below(target->text, "**"),
                               .span = target->span,
                               .tree = true,
                               .maybe = true,
                               .pattern = true});
  }
  if (arguments.has("--remove-source-files")) {
    for (const Word& source : placing.sources) touch(meaning, Role::gone, source, view);
  }
  return meaning;
}

}  // namespace guards::commands
