#include "guards/commands/folds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

using Text = std::optional<std::string>;
using Lines = std::vector<std::string>;

struct Input {
  const Arguments& arguments;
  const View& view;
  Words operands;
};

constexpr std::size_t kMaxLines = 4096;

Lines lines_of(const std::string& text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// All files named, or standard input.
Text whole(const Input& in) {
  if (in.operands.empty()) return in.view.input();
  std::string all;
  for (const Word& file : in.operands) {
    const auto text = in.view.content(file.text);
    if (!text) return std::nullopt;
    all += *text;
  }
  return all;
}

Text with_lines(const Input& in, void (*change)(Lines&)) {
  const auto text = whole(in);
  if (!text || has_hole(*text)) return text;
  Lines lines = lines_of(*text);
  change(lines);
  return text_of(lines);
}

Text cat(const Input& in) {
  return in.arguments.has_any("-n -b -A -v -s") ? std::nullopt : whole(in);
}

Text sort(const Input& in) {
  if (in.arguments.has_any("-n -k -h -V -R -g -M")) return with_lines(in, [](Lines&) {});
  if (in.arguments.has("-u")) {
    return with_lines(in, [](Lines& lines) {
      std::ranges::sort(lines);
      lines.erase(std::ranges::unique(lines).begin(), lines.end());
    });
  }
  if (in.arguments.has_any("-r --reverse")) {
    return with_lines(in, [](Lines& lines) { std::ranges::sort(lines, std::ranges::greater{}); });
  }
  return with_lines(in, [](Lines& lines) { std::ranges::sort(lines); });
}

Text uniq(const Input& in) {
  if (in.arguments.has_any("-c -d -u -f -s -w")) return std::nullopt;
  return with_lines(
      in, [](Lines& lines) { lines.erase(std::ranges::unique(lines).begin(), lines.end()); });
}

Text tac(const Input& in) {
  return with_lines(in, [](Lines& lines) { std::ranges::reverse(lines); });
}

Text rev(const Input& in) {
  return with_lines(in, [](Lines& lines) {
    for (std::string& line : lines) std::ranges::reverse(line);
  });
}

// How many lines head and tail keep: -n N, -N, else ten; nothing for -n -N, -n +N, -c.
std::optional<std::size_t> count_of(const Input& in) {
  if (in.arguments.has_any("-c --bytes -f")) return std::nullopt;
  if (const Word* given = in.arguments.value("-n --lines")) {
    const auto count = base::to_int(given->text);
    if (!count || *count < 0 || given->text.starts_with('+')) return std::nullopt;
    return static_cast<std::size_t>(*count);
  }
  for (const GivenFlag& flag : in.arguments.flags) {
    if (flag.name.size() == 2 && flag.name[1] >= '1' && flag.name[1] <= '9') {
      return static_cast<std::size_t>(flag.name[1] - '0');
    }
  }
  return 10;
}

Text head(const Input& in) {
  const auto text = whole(in);
  const auto count = count_of(in);
  if (!text || !count || in.operands.size() > 1) return std::nullopt;
  Lines lines = lines_of(*text);
  if (lines.size() > *count) lines.resize(*count);
  return text_of(lines);
}

Text tail(const Input& in) {
  const auto text = whole(in);
  const auto count = count_of(in);
  if (!text || !count || in.operands.size() > 1) return std::nullopt;
  Lines lines = lines_of(*text);
  if (lines.size() > *count)
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(*count));
  return text_of(lines);
}

Text base_name(const Input& in) {
  if (in.operands.empty()) return std::nullopt;
  const Word* given = in.arguments.value("-s --suffix");
  const bool many = given != nullptr || in.arguments.has_any("-a --multiple");
  std::string suffix = given != nullptr ? given->text : "";
  if (!many && in.operands.size() > 1) suffix = in.operands[1].text;
  std::string out;
  for (const Word& word : in.operands) {
    std::string name = last_part(word.text);
    if (!suffix.empty() && name.size() > suffix.size() && name.ends_with(suffix)) {
      name.resize(name.size() - suffix.size());
    }
    out += name + "\n";
    if (!many) break;
  }
  return out;
}

Text dir_name(const Input& in) {
  std::string out;
  for (const Word& word : in.operands) {
    std::string_view path = word.text;
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    out += std::string(base::dir_name(path)) + "\n";
  }
  return out;
}

Text seq(const Input& in) {
  std::array<std::int64_t, 3> numbers = {1, 1, 0};  // first, step, last
  Words words = in.operands;
  if (words.empty() || words.size() > 3 || in.arguments.has_any("-f -w --equal-width"))
    return std::nullopt;
  std::vector<std::int64_t> given;
  for (const Word& word : words) {
    const auto number = base::to_int(word.text);
    if (!number) return std::nullopt;
    given.push_back(*number);
  }
  numbers[2] = given.back();
  if (given.size() > 1) numbers[0] = given[0];
  if (given.size() > 2) numbers[1] = given[1];
  if (numbers[1] == 0) return std::nullopt;
  const Word* between = in.arguments.value("-s --separator");
  std::string out;
  std::size_t count = 0;
  for (auto i = numbers[0]; numbers[1] > 0 ? i <= numbers[2] : i >= numbers[2]; i += numbers[1]) {
    if (++count > kMaxLines) return std::nullopt;
    if (count > 1) out += between != nullptr ? between->text : "\n";
    out += std::to_string(i);
  }
  return out + "\n";
}

// "a-z" written out; classes are not told.
std::optional<std::string> characters(const std::string& set) {
  if (set.find("[:") != std::string::npos) {
    if (set == "[:upper:]") return characters("A-Z");
    if (set == "[:lower:]") return characters("a-z");
    return std::nullopt;
  }
  std::string out;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i] == '\\' && i + 1 < set.size()) {
      const char c = set[++i];
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? '\0' : c;
    } else if (i + 2 < set.size() && set[i + 1] == '-') {
      for (int c = set[i]; c <= set[i + 2]; ++c) out += static_cast<char>(c);
      i += 2;
    } else {
      out += set[i];
    }
  }
  return out;
}

Text tr(const Input& in) {
  auto text = in.view.input();
  if (!text || in.operands.empty() || in.arguments.has_any("-c -C -s")) return std::nullopt;
  const auto from = characters(in.operands[0].text);
  if (!from || has_hole(*from)) return std::nullopt;
  if (in.arguments.has("-d")) {
    std::erase_if(*text, [&](char c) { return from->find(c) != std::string::npos; });
    return text;
  }
  const auto to = in.operands.size() > 1 ? characters(in.operands[1].text) : std::nullopt;
  if (!to || to->empty()) return std::nullopt;
  for (char& c : *text) {
    const auto at = from->find(c);
    if (at != std::string::npos) c = (*to)[std::min(at, to->size() - 1)];
  }
  return text;
}

Text cut(const Input& in) {
  const Word* fields = in.arguments.value("-f --fields");
  const Word* given = in.arguments.value("-d --delimiter");
  const auto text = whole(in);
  const auto which = fields != nullptr ? base::to_int(fields->text) : std::nullopt;
  if (!text || !which || *which < 1) return std::nullopt;
  const char between = given != nullptr && !given->text.empty() ? given->text[0] : '\t';
  std::string out;
  for (const std::string& line : lines_of(*text)) {
    const auto parts = base::split(line, between);
    const auto at = static_cast<std::size_t>(*which - 1);
    if (parts.size() == 1)
      out += line;
    else if (at < parts.size())
      out += parts[at];
    out += '\n';
  }
  return out;
}

Text list(const Input& in) {
  if (in.arguments.has_any("-l -R --recursive -s -i -F -p -Q -g -o -n")) return std::nullopt;
  std::string out;
  const auto add_folder = [&](const std::string& folder) {
    for (const std::string& name : in.view.list(folder).value_or(Lines{})) {
      if (!name.starts_with('.') || in.arguments.has_any("-a -A --all --almost-all"))
        out += name + "\n";
    }
  };
  if (in.operands.empty()) add_folder(".");
  for (const Word& word : in.operands) {
    const There there = in.view.there(word.text);
    if (there == There::file || in.arguments.has("-d"))
      out += word.text + "\n";
    else if (there == There::folder && in.operands.size() == 1)
      add_folder(word.text);
    else if (there != There::missing)
      return std::nullopt;
  }
  return out;
}

Text read_link(const Input& in) {
  if (in.operands.size() != 1) return std::nullopt;
  if (!in.arguments.has_any("-f -e -m -n --canonicalize")) {
    const auto text = in.view.link(in.operands[0].text);
    return text ? Text(*text + "\n") : Text("");
  }
  return base::join_path(in.view.cwd(), in.operands[0].text) + "\n";
}

Text real_path(const Input& in) {
  if (in.operands.size() != 1 || in.arguments.has_any("--relative-to --relative-base"))
    return std::nullopt;
  return base::join_path(in.view.cwd(), in.operands[0].text) + "\n";
}

Text make_temp(const Input& in) {
  const std::string hole(1, kHole);
  if (in.operands.empty()) return "/tmp/tmp." + hole + "\n";
  std::string name = in.operands[0].text;
  const auto last = name.find_last_not_of('X');
  name.resize(last == std::string::npos ? 0 : last + 1);
  const Word* folder = in.arguments.value("-p --tmpdir");
  if (folder != nullptr && !folder->text.empty())
    name = below(folder->text, name);
  else if (in.arguments.has_any("-t -p --tmpdir"))
    name = "/tmp/" + name;
  return name + hole + "\n";
}

std::optional<std::string> decoded64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int have = 0;
  for (const char c : text) {
    if (c == '\n' || c == '=') continue;
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    have += 6;
    if (have >= 8) {
      have -= 8;
      out += static_cast<char>((bits >> static_cast<unsigned>(have)) & 255U);
    }
  }
  return out;
}

Text base64(const Input& in) {
  if (!in.arguments.has_any("-d -D --decode")) return std::nullopt;
  const auto text = whole(in);
  return text ? decoded64(*text) : std::nullopt;
}

Text hex_dump(const Input& in) {
  if (!in.arguments.has("-r") || !in.arguments.has("-p")) return std::nullopt;
  const auto text = whole(in);
  if (!text) return std::nullopt;
  std::string out;
  int high = -1;
  for (const char c : *text) {
    const int digit = c >= '0' && c <= '9'                 ? c - '0'
                      : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                           : -1;
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      out += static_cast<char>(high * 16 + digit);
      high = -1;
    }
  }
  return out;
}

struct Row {
  std::string_view name;
  Text (*fold)(const Input&);
};

constexpr std::array kRows = {
    Row{"base64",   base64   },
    Row{"basename", base_name},
    Row{"cat",      cat      },
    Row{"cut",      cut      },
    Row{"dirname",  dir_name },
    Row{"head",     head     },
    Row{"ls",       list     },
    Row{"mktemp",   make_temp},
    Row{"readlink", read_link},
    Row{"realpath", real_path},
    Row{"rev",      rev      },
    Row{"seq",      seq      },
    Row{"sort",     sort     },
    Row{"tac",      tac      },
    Row{"tail",     tail     },
    Row{"tee",      cat      },
    Row{"tr",       tr       },
    Row{"uniq",     uniq     },
    Row{"xxd",      hex_dump },
};

}  // namespace

std::optional<std::string> folded(const Call& call, const Arguments& arguments, const View& view) {
  for (const Row& row : kRows) {
    if (row.name != call.name) continue;
    Words operands;
    for (const Operand& operand : arguments.operands) operands.push_back(operand.word);
    if (call.name == "tee") operands.clear();
    return row.fold({arguments, view, operands});
  }
  return std::nullopt;
}

}  // namespace guards::commands
