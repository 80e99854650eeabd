// Source: tar(1) of GNU tar 1.34.
#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/special/packing.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kTar{
    "", "N...",
    "-f,--file=N -C,--directory=CWD -T,--files-from=IN -X,--exclude-from=IN -b=N -g=EDIT -V=N "
    "--exclude=N --transform,--xform=N -I,--use-compress-program=N --strip-components=N --owner=N "
    "--group=N --mode=N --mtime=N --sort=N --format=N -N=N -K=N --one-top-level[=N] -L=N "
    "--checkpoint=N --checkpoint-action=N --to-command=SHELL -s=N"};

// Old style takes values from the words behind: "xfC a.tar dir"; here the letters stand in order.
Words split_old_style(const Words& given) {
  if (given.empty() || given[0].text.starts_with('-')) return given;
  Words words;
  std::size_t next = 1;
  for (const char letter : given[0].text) {
    words.push_back({std::string("-") + letter, given[0].span});
    if (std::string_view("fCTXbgVINKLs").find(letter) != std::string_view::npos &&
        next < given.size()) {
      words.push_back(given[next++]);
    }
  }
  words.insert(words.end(), given.begin() + static_cast<std::ptrdiff_t>(next), given.end());
  return words;
}

// -C: where tar runs.
std::string folder_of(const Arguments& arguments) {
  const Word* folder = arguments.value("-C --directory");
  return folder != nullptr ? folder->text : "";
}

// The names in the file of -T, a line or (--null) a NUL each.
void add_listed(Words& members, const Arguments& arguments, const View& view) {
  const Word* list = arguments.value("-T --files-from");
  const auto text = list != nullptr ? view.content(list->text) : std::nullopt;
  if (!text || has_hole(*text)) return;
  for (const auto name : base::split(*text, arguments.has("--null") ? '\0' : '\n')) {
    if (!name.empty()) members.push_back({std::string(name), list->span});
  }
}

// tar -x: the members named, or all; under their names without the first folders.
void take_out(Meaning& meaning, const Call& call, const Arguments& arguments, const View& view) {
  const Word* file = arguments.value("-f --file");
  const std::string folder = folder_of(arguments);
  const bool renames = arguments.has_any("--transform --xform -s --one-top-level");
  const Word* given = arguments.value("--strip-components");
  const auto strip = given != nullptr ? base::to_int(given->text) : std::optional<std::int64_t>(0);
  if (renames || !strip) {
    return unpack_unknown(meaning, folder, call.span, "tar gives its files other names");
  }
  if (arguments.operands.empty() || *strip != 0) {
    return unpack(meaning, file != nullptr ? *file : Word{"-", call.span}, folder, view, *strip);
  }
  for (const Operand& member : arguments.operands) {
    const Word& word = member.word;
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::replace,
                               .path = folder.empty() ? word.text : below(folder, word.text),
                               .span = word.span,
                               .tree = true});
  }
}

// The operands and the names of -T, as they stand from where tar runs.
Words members_of(const Arguments& arguments, const View& view) {
  Words members;
  members.reserve(arguments.operands.size());
  for (const Operand& operand : arguments.operands) members.push_back(operand.word);
  add_listed(members, arguments, view);
  const std::string folder = folder_of(arguments);
  for (Word& word : members) {
    if (!folder.empty() && !word.text.starts_with('/')) word.text = below(folder, word.text);
  }
  return members;
}

// Lists that are read and commands that are run, whatever is done with the archive.
void tell_flags(Meaning& meaning, const Arguments& arguments, const View& view) {
  for (const GivenFlag& flag : arguments.flags) {
    if (!flag.has_value || !flag.spec.takes_value) continue;
    if (flag.spec.role == Role::in || flag.spec.role == Role::edit) {
      touch(meaning, flag.spec.role, flag.value, view);
    } else if (flag.spec.role == Role::shell) {
      meaning.runs.push_back(
          {.kind = Run::Kind::shell, .text = flag.value.text, .span = flag.value.span});
    }
  }
}

}  // namespace

Meaning tar(const Call& call, const View& view) {
  const Arguments arguments =
      read_arguments({call.name, &kTar, split_old_style(call.words), call.span});
  Meaning meaning;
  tell_flags(meaning, arguments, view);
  const bool makes = arguments.has_any("-c --create");
  const bool changes = arguments.has_any("-r --append -u --update -A --delete");
  const Word* file = arguments.value("-f --file");
  if (file != nullptr) {
    touch(meaning, makes ? Role::out : changes ? Role::append : Role::in, *file, view);
  }
  const Words members = makes || changes ? members_of(arguments, view) : Words();
  for (const Word& word : members) {
    pack(meaning, word, view);
    if (arguments.has("--remove-files")) touch(meaning, Role::tree_gone, word, view);
  }
  const bool takes_out = arguments.has_any("-x --extract --get");
  if (takes_out && !arguments.has_any("-O --to-stdout --to-command")) {
    take_out(meaning, call, arguments, view);
  }
  if (makes && file != nullptr && file->text != "-") meaning.output = "";
  return meaning;
}

}  // namespace guards::commands
