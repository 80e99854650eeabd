#include "guards/commands/folds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "coord/base/text.h"
#include "guards/commands/fold_rows.h"
#include "guards/commands/print.h"

namespace guards::commands {

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

Text whole(const FoldInput& in) {
  if (in.operands.empty()) return in.view.input();
  std::string all;
  for (const Word& file : in.operands) {
    const auto text = in.view.content(file.text);
    if (!text) return std::nullopt;
    all += *text;
  }
  return all;
}

namespace {

using Input = FoldInput;

Text with_lines(const Input& in, void (*change)(Lines&)) {
  auto text = whole(in);
  if (!text || has_hole(*text)) return text;
  Lines lines = lines_of(*text);
  change(lines);
  return text_of(lines);
}

Text cat(const Input& in) {
  return in.arguments.has_any("-n -b -A -v -s") ? std::nullopt : whole(in);
}

Text uniq(const Input& in) {
  if (in.arguments.has_any("-c -d -u -f -s -w")) return std::nullopt;
  return with_lines(
      in, [](Lines& lines) { lines.erase(std::unique(lines.begin(), lines.end()), lines.end()); });
}

Text tac(const Input& in) {
  return with_lines(in, [](Lines& lines) { std::ranges::reverse(lines); });
}

Text rev(const Input& in) {
  return with_lines(in, [](Lines& lines) {
    for (std::string& line : lines) std::ranges::reverse(line);
  });
}

char escaped(char letter) {
  if (letter == 'n') return '\n';
  if (letter == 't') return '\t';
  return letter == '0' ? '\0' : letter;
}

// "a-z" written out; classes are not told.
std::optional<std::string> characters(const std::string& set) {
  if (set == "[:upper:]") return characters("A-Z");
  if (set == "[:lower:]") return characters("a-z");
  if (set.find("[:") != std::string::npos) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i] == '\\' && i + 1 < set.size()) {
      out += escaped(set[++i]);
    } else if (i + 2 < set.size() && set[i + 1] == '-') {
      add_range(out, set[i], set[i + 2]);
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

// Its value, or -1.
int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int small = c | 32;
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

Text hex_dump(const Input& in) {
  if (!in.arguments.has("-r") || !in.arguments.has("-p")) return std::nullopt;
  const auto text = whole(in);
  if (!text) return std::nullopt;
  std::string out;
  int high = -1;
  for (const char c : *text) {
    const int digit = hex_digit(c);
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

// The file as text; uudecode finds the name behind "begin".
Text uuencode(const Input& in) {
  if (in.operands.empty()) return std::nullopt;
  return "begin 644 " + in.operands.back().text + "\n" + kHole + "\nend\n";
}

struct Row {
  std::string_view name;
  Text (*fold)(const Input&);
};

constexpr std::array kRows = {
    Row{"base64",   base64       },
    Row{"basename", fold_basename},
    Row{"cat",      cat          },
    Row{"cut",      fold_cut     },
    Row{"dirname",  fold_dirname },
    Row{"head",     fold_head    },
    Row{"ls",       fold_ls      },
    Row{"mktemp",   fold_mktemp  },
    Row{"readlink", fold_readlink},
    Row{"realpath", fold_realpath},
    Row{"rev",      rev          },
    Row{"seq",      fold_seq     },
    Row{"sort",     fold_sort    },
    Row{"tac",      tac          },
    Row{"tail",     fold_tail    },
    Row{"tee",      cat          },
    Row{"tr",       tr           },
    Row{"uuencode", uuencode     },
    Row{"uniq",     uniq         },
    Row{"xxd",      hex_dump     },
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
