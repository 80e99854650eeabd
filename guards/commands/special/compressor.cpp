// Source: gzip(1), bzip2(1), xz(1), zstd(1), lz4(1), brotli(1), compress(1).
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

struct Tool {
  std::string_view part;  // of the name: "pigz" holds "gz"
  std::string_view suffix;
  bool keeps;  // the file stays beside the new one
};

constexpr std::array kTools = {
    Tool{"zst",      ".zst",  true },
    Tool{"lz4",      ".lz4",  true },
    Tool{"brotli",   ".br",   true },
    Tool{"bz",       ".bz2",  false},
    Tool{"lzop",     ".lzo",  true },
    Tool{"lzip",     ".lz",   false},
    Tool{"lzma",     ".lzma", false},
    Tool{"xz",       ".xz",   false},
    Tool{"compress", ".Z",    false},
    Tool{"gz",       ".gz",   false},
    Tool{"gunzip",   ".gz",   false},
    Tool{"gzip",     ".gz",   false},
};

constexpr std::array<std::string_view, 14> kSuffixes = {".tgz",  ".tbz2", ".tbz", ".txz", ".gz",
                                                        ".bz2",  ".xz",   ".zst", ".lz4", ".br",
                                                        ".lzma", ".lzo",  ".lz",  ".Z"};

const Tool& tool_of(std::string_view name) {
  for (const Tool& tool : kTools) {
    if (name.find(tool.part) != std::string_view::npos) return tool;
  }
  return kTools.back();
}

std::string uncompressed(const std::string& path) {
  for (const auto suffix : kSuffixes) {
    if (!path.ends_with(suffix)) continue;
    std::string name = path.substr(0, path.size() - suffix.size());
    return suffix.starts_with(".t") ? name + ".tar" : name;
  }
  return path + kHole;
}

constexpr Command kFlags{"", "IN...",
                         "-S,--suffix=N -o,--output=OUT -T,--threads=N -M,--memlimit=N -b=N -p=N "
                         "-D=IN --format=N -q,--quality=N -w,--lgwin=N"};

// What one call does with each of its files.
struct Way {
  std::string suffix;  // of what is packed
  bool unpacks;
  bool only_looks;  // or writes to standard output
  bool keeps;       // the file stays beside the new one
  bool follows;     // links too: gzip, bzip2 and xz leave them alone unless forced
};

Way way_of(const Call& call, const Arguments& arguments) {
  const Tool& tool = tool_of(call.name);
  const Word* suffix = arguments.value("-S --suffix");
  const bool named_so = call.name.starts_with("un") || call.name == "gunzip" ||
                        call.name == "bunzip2" || call.name == "unzstd";
  return {.suffix = suffix != nullptr ? suffix->text : std::string(tool.suffix),
          .unpacks = named_so || arguments.has_any("-d --decompress --uncompress"),
          .only_looks = call.name.ends_with("cat") ||
                        arguments.has_any("-c --stdout --to-stdout -t --test -l --list"),
          .keeps = (tool.keeps && !arguments.has("--rm")) || arguments.has_any("-k --keep"),
          .follows = tool.keeps || arguments.has_any("-f --force")};
}

// -o: all files come to one.
void make_one(Meaning& meaning, const Arguments& arguments, const Word& output, const View& view) {
  touch(meaning, Role::out, output, view);
  for (const Operand& file : arguments.operands) {
    touch(meaning, Role::in, file.word, view);
    if (arguments.has("--rm")) touch(meaning, Role::gone, file.word, view);
  }
}

// The file comes to one of its own; each file of a folder too.
void make_own(Meaning& meaning, const Word& file, const Way& way, const View& view) {
  const There there = view.there(file.text);
  if (there == There::folder) {
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::replace,
                               .path = below(file.text, "**"),
                               .span = file.span,
                               .tree = true,
                               .pattern = true});
  }
  if (there == There::folder || there == There::missing) return;
  const std::string made = way.unpacks ? uncompressed(file.text) : file.text + way.suffix;
  touch(meaning, Role::out, {made, file.span}, view);
  if (!way.keeps) touch(meaning, Role::gone, file, view);
}

void make_each(Meaning& meaning, const Arguments& arguments, const Call& call, const View& view) {
  const Way way = way_of(call, arguments);
  const bool takes_target =  // lz4 IN OUT
      call.name.find("lz4") != std::string::npos && arguments.operands.size() == 2;
  for (const Operand& operand : arguments.operands) {
    const Word& file = operand.word;
    if (!way.only_looks && !way.follows && view.link(file.text)) continue;
    touch(meaning, Role::in, file, view);
    if (way.only_looks || file.text == "-") continue;
    // gzip(1) leaves files alone that already carry its suffix.
    if (!way.unpacks && file.text.ends_with(way.suffix)) continue;
    if (takes_target) return touch(meaning, Role::out, arguments.operands[1].word, view);
    make_own(meaning, file, way, view);
  }
}

}  // namespace

Meaning compressor(const Call& call, const View& view) {
  Call own = call;
  Command row = kFlags;
  if (!call.name.starts_with("brotli"))
    row.flags = kFlags.flags.substr(0, kFlags.flags.find("-q,"));
  own.row = &row;
  const Arguments arguments = read_arguments(own);
  Meaning meaning;
  if (const Word* output = arguments.value("-o --output")) {
    make_one(meaning, arguments, *output, view);
  } else {
    make_each(meaning, arguments, call, view);
  }
  if (arguments.operands.empty() && view.wants_output() && view.input()) meaning.output = kUnknown;
  return meaning;
}

}  // namespace guards::commands
