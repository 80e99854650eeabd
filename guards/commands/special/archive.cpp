// Source: tar(1) of GNU tar 1.34, zip(1), unzip(1), cpio(1), ar(1), 7z(1), jar(1).
#include <algorithm>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/commands/special/zip_names.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kTar{
    "", "N...",
    "-f,--file=N -C,--directory=CWD -T,--files-from=IN -X,--exclude-from=IN -b=N -g=EDIT -V=N "
    "--exclude=N --transform,--xform=N -I,--use-compress-program=N --strip-components=N --owner=N "
    "--group=N --mode=N --mtime=N --sort=N --format=N -N=N -K=N --one-top-level[=N] -L=N "
    "--checkpoint=N --checkpoint-action=N --to-command=SHELL -s=N"};
constexpr Command kZip{"", "N...", "-x=N -i=N -b=N -t=N -tt=N -n=N -P=N -O,--out=OUT -s=N"};
constexpr Command kUnzip{"", "N...", "-d=N -x=N -P=N"};

void cover(Meaning& meaning, const Word& file, const View& view) {
  if (file.text.starts_with('@')) return;
  touch(meaning, Role::tree, file, view);
}

// "a/b/c" without its first folders; empty when nothing is left.
std::string_view stripped(std::string_view name, std::int64_t folders) {
  for (; folders > 0 && !name.empty(); --folders) {
    name.remove_prefix(std::min(name.find('/'), name.size() - 1) + 1);
  }
  return name;
}

// What comes out of an archive: its names when it can be read, else the folder as a pattern.
void unpack(Meaning& meaning, const Word& from, const std::string& folder, const View& view,
            std::int64_t strip = 0) {
  const auto names = names_in_archive(from.text, view);
  if (!names) {
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::overwrite,
                               .path = below(folder, "**"),
                               .span = from.span,
                               .tree = true,
                               .pattern = true});
    meaning.doubts.push_back({"the names in " + from.text + " are not known", from.span, false});
    return;
  }
  for (const std::string& whole : *names) {
    const std::string name(stripped(whole, strip));
    if (name.empty()) continue;
    const std::string path = folder.empty() ? name : below(folder, name);
    if (name.ends_with('/') && view.there(path) == There::folder) continue;
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::overwrite,
                               .path = path,
                               .span = from.span,
                               .tree = name.ends_with('/')});
  }
}

// "xzf" as the first word is "-xzf" (tar's old style).
Words with_dash(Words words) {
  if (!words.empty() && !words[0].text.empty() && words[0].text[0] != '-') {
    words[0].text.insert(0, 1, '-');
  }
  return words;
}

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
void take_out_of_tar(Meaning& meaning, const Call& call, const Arguments& arguments,
                     const View& view) {
  const Word* file = arguments.value("-f --file");
  const Word* folder = arguments.value("-C --directory");
  const std::string base = folder != nullptr ? folder->text : "";
  Words wanted;
  for (const Operand& operand : arguments.operands) wanted.push_back(operand.word);
  const bool renames = arguments.has_any("--transform --xform -s --one-top-level");
  const Word* given = arguments.value("--strip-components");
  const auto strip = given != nullptr ? base::to_int(given->text) : std::optional<std::int64_t>(0);
  if (renames || !strip) {
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::overwrite,
                               .path = below(base, "**"),
                               .span = call.span,
                               .tree = true,
                               .pattern = true});
    meaning.doubts.push_back({"tar gives its files other names", call.span, false});
  } else if (!wanted.empty() && *strip == 0) {
    for (const Word& word : wanted) {
      meaning.touches.push_back({.verb = Verb::write,
                                 .how = How::replace,
                                 .path = base.empty() ? word.text : below(base, word.text),
                                 .span = word.span,
                                 .tree = true});
    }
  } else if (file != nullptr) {
    unpack(meaning, *file, base, view, *strip);
  } else {
    unpack(meaning, {"-", call.span}, base, view, *strip);
  }
}

Meaning tar(const Call& call, const View& view) {
  Call own{call.name, &kTar, split_old_style(call.words), call.span};
  const Arguments arguments = read_arguments(own);
  Meaning meaning;
  const Word* file = arguments.value("-f --file");
  const Word* folder = arguments.value("-C --directory");
  const bool makes = arguments.has_any("-c --create");
  const bool changes = arguments.has_any("-r --append -u --update -A --delete");
  const bool takes_out = arguments.has_any("-x --extract --get");
  const std::string base = folder != nullptr ? folder->text : "";
  for (const GivenFlag& flag : arguments.flags) {
    if (!flag.has_value || !flag.spec.takes_value) continue;
    if (flag.spec.role == Role::in || flag.spec.role == Role::edit) {
      touch(meaning, flag.spec.role, flag.value, view);
    } else if (flag.spec.role == Role::shell) {
      meaning.runs.push_back(
          {.kind = Run::Kind::shell, .text = flag.value.text, .span = flag.value.span});
    }
  }
  if (file != nullptr && file->text != "-") {
    const Role role = makes ? Role::out : changes ? Role::append : Role::in;
    touch(meaning, role, *file, view);
  }
  if (makes || changes) {
    Words members;
    for (const Operand& operand : arguments.operands) members.push_back(operand.word);
    add_listed(members, arguments, view);
    for (Word word : members) {
      if (!base.empty() && !word.text.starts_with('/')) word.text = below(base, word.text);
      cover(meaning, word, view);
      if (arguments.has("--remove-files")) touch(meaning, Role::tree_gone, word, view);
    }
  }
  if (takes_out && !arguments.has_any("-O --to-stdout --to-command")) {
    take_out_of_tar(meaning, call, arguments, view);
  }
  if (makes && file != nullptr && file->text != "-") meaning.output = "";
  return meaning;
}

Meaning zip(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kZip, call.words, call.span});
  Meaning meaning;
  bool first = true;
  for (const Operand& operand : arguments.operands) {
    Word word = operand.word;
    if (first) {
      if (word.text == "-") {
        first = false;
        continue;
      }
      if (last_part(word.text).find('.') == std::string::npos) word.text += ".zip";
      const bool there = view.there(word.text) != There::missing;
      if (there) touch(meaning, Role::in, word, view);
      Touch* made = add_touch(meaning, Role::out, word, view);
      if (there && made != nullptr) made->how = How::replace;
    } else if (!arguments.has_any("-d --delete")) {
      cover(meaning, word, view);
      if (arguments.has_any("-m --move")) touch(meaning, Role::tree_gone, word, view);
    }
    first = false;
  }
  return meaning;
}

Meaning unzip(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kUnzip, call.words, call.span});
  Meaning meaning;
  if (arguments.operands.empty()) return meaning;
  const Word& from = arguments.operands[0].word;
  touch(meaning, Role::in, from, view);
  if (arguments.has_any("-l -t -p -v -Z -z -c")) return meaning;
  const Word* folder = arguments.value("-d");
  const std::string base = folder != nullptr ? folder->text : "";
  bool wants_some = false;
  for (std::size_t i = 1; i < arguments.operands.size(); ++i) {
    wants_some = true;
    const Word& word = arguments.operands[i].word;
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::overwrite,
                               .path = base.empty() ? word.text : below(base, word.text),
                               .span = word.span});
  }
  if (!wants_some) unpack(meaning, from, base, view);
  return meaning;
}

// ar r lib.a x.o; jar cf x.jar dir: the first word is a key, the next the archive.
Meaning keyed(const Call& call, const View& view) {
  Meaning meaning;
  Words words = with_dash(call.words);
  if (words.size() < 2) return meaning;
  const std::string key = words[0].text;
  const bool makes = key.find_first_of("rqcud") != std::string::npos;
  const bool takes_out = key.find('x') != std::string::npos;
  touch(meaning, makes ? Role::out : Role::in, words[1], view);
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].text.starts_with('-')) continue;
    if (makes) cover(meaning, words[i], view);
    if (takes_out) touch(meaning, Role::out, words[i], view);
  }
  if (takes_out && words.size() == 2) unpack(meaning, words[1], "", view);
  return meaning;
}

// 7z a x.7z dir; 7z x x.7z -odir; unrar x a.rar dir/
Meaning seven(const Call& call, const View& view) {
  Meaning meaning;
  Words words;
  std::string folder;
  for (const Word& word : call.words) {
    if (word.text.starts_with("-o") && word.text.size() > 2) folder = word.text.substr(2);
    if (!word.text.starts_with('-')) words.push_back(word);
  }
  if (words.size() < 2) return meaning;
  const std::string& verb = words[0].text;
  const bool makes = verb == "a" || verb == "u" || verb == "d";
  touch(meaning, makes ? Role::out : Role::in, words[1], view);
  if (verb == "x" || verb == "e") {
    if (call.name.find("rar") != std::string::npos && words.size() > 2) folder = words.back().text;
    unpack(meaning, words[1], folder, view);
  }
  for (std::size_t i = 2; makes && i < words.size(); ++i) cover(meaning, words[i], view);
  return meaning;
}

constexpr Command kCpio{
    "", "N...",
    "-F,--file=N -D,--directory=CWD -H,--format=N -O=OUT -I=IN -E=IN -R=N -f=N -w=N -s=N -x=N"};

Meaning cpio(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kCpio, call.words, call.span});
  Meaning meaning;
  const bool in = arguments.has_any("-i --extract -r");
  const bool pass = arguments.has_any("-p --pass-through");
  const bool out = arguments.has_any("-o --create -w");
  if (const Word* file = arguments.value("-F --file -O -I")) {
    touch(meaning, out ? Role::out : Role::in, *file, view);
  }
  if (in && !arguments.has_any("-t --list")) {
    unpack(meaning, {"-", call.span}, "", view);
  }
  const auto input = out || pass ? view.input() : std::nullopt;
  std::string_view lines = input ? std::string_view(*input) : std::string_view();
  if (out) {
    for (auto line = take_word(lines, '\n'); !line.empty(); line = take_word(lines, '\n')) {
      touch(meaning, Role::in, {std::string(line), call.span}, view);
    }
  }
  if (pass && !arguments.operands.empty()) {
    const Word& folder = arguments.operands.back().word;
    if (!input) touch(meaning, Role::into, folder, view);
    lines = input ? std::string_view(*input) : std::string_view();
    for (auto line = take_word(lines, '\n'); !line.empty(); line = take_word(lines, '\n')) {
      touch(meaning, Role::out, {below(folder.text, line), folder.span}, view);
    }
  }
  return meaning;
}

// pax -r | -w | -rw, with -f ARCHIVE.
Meaning pax(const Call& call, const View& view) {
  static constexpr Command kPax{"", "N...",
                                "-f=N -b=N -o=N -p=N -s=N -x=N -B=N -E=N -G=N -U=N -T=N"};
  const Arguments arguments = read_arguments({call.name, &kPax, call.words, call.span});
  Meaning meaning;
  const bool takes_out = arguments.has("-r");
  const bool puts_in = arguments.has("-w");
  const Word* file = arguments.value("-f");
  if (file != nullptr) touch(meaning, puts_in ? Role::out : Role::in, *file, view);
  if (takes_out && puts_in) {
    Placing placing;
    for (const Operand& operand : arguments.operands) placing.sources.push_back(operand.word);
    if (placing.sources.empty()) return meaning;
    placing.target = placing.sources.back();
    placing.sources.pop_back();
    placing.into = true;
    place(meaning, placing, view);
  } else if (puts_in) {
    for (const Operand& operand : arguments.operands) cover(meaning, operand.word, view);
  } else if (takes_out) {
    unpack(meaning, file != nullptr ? *file : Word{"-", call.span}, "", view);
  }
  return meaning;
}

// The name stands in the text, behind "begin MODE".
Meaning uudecode(const Call& call, const View& view) {
  static constexpr Command kDecode{"", "IN...", "-o,--output-file=OUT"};
  const Call own{call.name, &kDecode, call.words, call.span};
  const Arguments arguments = read_arguments(own);
  Meaning meaning = describe_by_table(own, view);
  if (arguments.has_any("-o --output-file")) return meaning;
  const auto text =
      arguments.operands.empty() ? view.input() : view.content(arguments.operands[0].word.text);
  const std::string encoded = text.value_or("");
  for (const auto line : base::split(encoded, '\n')) {
    auto rest = line;
    if (!take_word(rest).starts_with("begin")) continue;
    take_word(rest);
    touch(meaning, Role::out, {std::string(take_word(rest)), call.span}, view);
    return meaning;
  }
  meaning.doubts.push_back({"the name stands in the encoded text", call.span, false});
  return meaning;
}

}  // namespace

Meaning archive(const Call& call, const View& view) {
  if (call.name.ends_with("tar")) return tar(call, view);
  if (call.name == "zip") return zip(call, view);
  if (call.name == "unzip") return unzip(call, view);
  if (call.name == "uudecode") return uudecode(call, view);
  if (call.name == "pax") return pax(call, view);
  if (call.name == "cpio") return cpio(call, view);
  if (call.name == "jar" || call.name.ends_with("ar") ? call.name.find("rar") == std::string::npos
                                                      : false) {
    return keyed(call, view);
  }
  return seven(call, view);
}

}  // namespace guards::commands
