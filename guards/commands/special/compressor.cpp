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

// gzip(1) leaves files alone that already carry its suffix.
bool is_left_alone(const std::string& path, bool unpacks, std::string_view suffix) {
  return !unpacks && path.ends_with(suffix);
}

constexpr Command kFlags{"", "IN...",
                         "-S,--suffix=N -o,--output=OUT -T,--threads=N -M,--memlimit=N -b=N -p=N "
                         "-D=IN --format=N -q,--quality=N -w,--lgwin=N"};

}  // namespace

Meaning compressor(const Call& call, const View& view) {
  Call own = call;
  const Tool& tool = tool_of(call.name);
  Command row = kFlags;
  if (!call.name.starts_with("brotli"))
    row.flags = kFlags.flags.substr(0, kFlags.flags.find("-q,"));
  own.row = &row;
  const Arguments arguments = read_arguments(own);
  Meaning meaning;
  const bool is_cat = call.name.ends_with("cat");
  const bool unpacks = call.name.starts_with("un") || call.name == "gunzip" ||
                       call.name == "bunzip2" || call.name == "unzstd" ||
                       arguments.has_any("-d --decompress --uncompress");
  const bool only_looks =
      is_cat || arguments.has_any("-c --stdout --to-stdout -t --test -l --list");
  const Word* output = arguments.value("-o --output");
  if (output != nullptr) touch(meaning, Role::out, *output, view);
  std::string suffix(tool.suffix);
  if (const Word* given = arguments.value("-S --suffix")) suffix = given->text;
  const bool keeps = (tool.keeps && !arguments.has("--rm")) || arguments.has_any("-k --keep");
  Words files;
  for (const Operand& operand : arguments.operands) files.push_back(operand.word);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Word& file = files[i];
    // gzip, bzip2 and xz leave links alone unless forced.
    const bool forced = arguments.has_any("-f --force") || tool.keeps;
    if (!only_looks && output == nullptr && !forced && view.link(file.text)) continue;
    touch(meaning, Role::in, file, view);
    if (output != nullptr && arguments.has("--rm")) touch(meaning, Role::gone, file, view);
    if (only_looks || output != nullptr || file.text == "-") continue;
    if (is_left_alone(file.text, unpacks, suffix)) continue;
    if (call.name.find("lz4") != std::string::npos && files.size() == 2) {  // lz4 IN OUT
      touch(meaning, Role::out, files[1], view);
      break;
    }
    const bool tree = view.there(file.text) == There::folder;
    const std::string made = unpacks ? uncompressed(file.text) : file.text + suffix;
    if (tree) {
      meaning.touches.push_back({.verb = Verb::write,
                                 .how = How::replace,
                                 .path = below(file.text, "**"),
                                 .span = file.span,
                                 .tree = true,
                                 .pattern = true});
      continue;
    }
    if (view.there(file.text) == There::missing) continue;
    touch(meaning, Role::out, {made, file.span}, view);
    if (!keeps) touch(meaning, Role::gone, file, view);
  }
  if (files.empty() && view.wants_output()) {
    const auto input = view.input();
    if (input) meaning.output = kUnknown;
  }
  return meaning;
}

}  // namespace guards::commands
