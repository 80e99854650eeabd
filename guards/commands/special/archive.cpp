// Source: zip(1), unzip(1), cpio(1), ar(1), 7z(1), jar(1).
#include <algorithm>
#include <iterator>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/packing.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kZip{"", "N...", "-x=N -i=N -b=N -t=N -tt=N -n=N -P=N -O,--out=OUT -s=N"};
constexpr Command kUnzip{"", "N...", "-d=N -x=N -P=N"};

// "xzf" as the first word is "-xzf" (tar's old style).
Words with_dash(Words words) {
  if (!words.empty() && !words[0].text.empty() && words[0].text[0] != '-') {
    words[0].text.insert(0, 1, '-');
  }
  return words;
}

// The archive itself, read when it is there and written anew; "-" is standard output.
void write_zip(Meaning& meaning, Word file, const View& view) {
  if (file.text == "-") return;
  if (last_part(file.text).find('.') == std::string::npos) file.text += ".zip";
  const bool there = view.there(file.text) != There::missing;
  if (there) touch(meaning, Role::in, file, view);
  Touch* made = add_touch(meaning, Role::out, file, view);
  if (there && made != nullptr) made->how = How::replace;
}

Meaning zip(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kZip, call.words, call.span});
  Meaning meaning;
  if (arguments.operands.empty()) return meaning;
  write_zip(meaning, arguments.operands[0].word, view);
  if (arguments.has_any("-d --delete")) return meaning;
  for (std::size_t i = 1; i < arguments.operands.size(); ++i) {
    const Word& word = arguments.operands[i].word;
    pack(meaning, word, view);
    if (arguments.has_any("-m --move")) touch(meaning, Role::tree_gone, word, view);
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
    if (makes) pack(meaning, words[i], view);
    if (takes_out) touch(meaning, Role::out, words[i], view);
  }
  if (takes_out && words.size() == 2) unpack(meaning, words[1], "", view);
  return meaning;
}

Words without_flags(const Words& given) {
  Words words;
  std::ranges::copy_if(given, std::back_inserter(words),
                       [](const Word& word) { return !word.text.starts_with('-'); });
  return words;
}

// Where 7z (-oDIR) and unrar (the last word) put what they take out.
std::string folder_of(const Call& call, const Words& words) {
  if (call.name.find("rar") != std::string::npos && words.size() > 2) return words.back().text;
  std::string folder;
  for (const Word& word : call.words) {
    if (word.text.starts_with("-o") && word.text.size() > 2) folder = word.text.substr(2);
  }
  return folder;
}

// 7z a x.7z dir; 7z x x.7z -odir; unrar x a.rar dir/
Meaning seven(const Call& call, const View& view) {
  Meaning meaning;
  const Words words = without_flags(call.words);
  if (words.size() < 2) return meaning;
  const std::string& verb = words[0].text;
  const bool makes = verb == "a" || verb == "u" || verb == "d";
  touch(meaning, makes ? Role::out : Role::in, words[1], view);
  if (verb == "x" || verb == "e") unpack(meaning, words[1], folder_of(call, words), view);
  for (std::size_t i = 2; makes && i < words.size(); ++i) pack(meaning, words[i], view);
  return meaning;
}

constexpr Command kCpio{
    "", "N...",
    "-F,--file=N -D,--directory=CWD -H,--format=N -O=OUT -I=IN -E=IN -R=N -f=N -w=N -s=N -x=N"};

// The names on standard input, a line each, up to the first that is empty.
std::vector<std::string_view> listed(const std::optional<std::string>& input) {
  std::vector<std::string_view> names;
  std::string_view lines = input ? std::string_view(*input) : std::string_view();
  for (auto line = take_word(lines, '\n'); !line.empty(); line = take_word(lines, '\n')) {
    names.push_back(line);
  }
  return names;
}

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
  const auto names = listed(input);
  if (out) {
    for (const auto name : names) {
      touch(meaning, Role::in, {std::string(name), call.span}, view);
    }
  }
  if (!pass || arguments.operands.empty()) return meaning;
  const Word& folder = arguments.operands.back().word;
  if (!input) touch(meaning, Role::into, folder, view);
  for (const auto name : names) {
    touch(meaning, Role::out, {below(folder.text, name), folder.span}, view);
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
    for (const Operand& operand : arguments.operands) pack(meaning, operand.word, view);
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
