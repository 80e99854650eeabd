// Source: POSIX.1-2017 XCU ed, ex, vi; vim starting.txt 9.0: -c, +, --cmd, -S, -s, -o.
#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/program/program.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxLines = 5'000;
constexpr int kMaxDepth = 4;

constexpr Command kVi{
    "", "N...",
    "-c=CODE --cmd=CODE -S=SCRIPT -s[=N] -u=IN -U=N -i=N -T=N -w=OUT -W=OUT -r[=N] -t=N -q=IN "
    "-o[=N] -O[=N] -p[=N]"};
constexpr Command kEd{"", "N...", "-p,--prompt=N"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

enum class Does : std::uint8_t { write, append, leave_writing, read, open, script, shell };

struct EditCommand {
  std::string_view names;
  Does does;
};

constexpr std::array kCommands = {
    EditCommand{"w wr wri writ write sav save saveas up update wn wN wnext",                     Does::write        },
    EditCommand{"W",                                                                             Does::append       },
    EditCommand{"wq wqa wqall x xit exit xa xall wa wall ZZ exi",                                Does::leave_writing},
    EditCommand{"r re read",                                                                     Does::read         },
    EditCommand{"e ed edit E f file vi visual sp split vs vsplit tabe tabedit n next",           Does::open         },
    EditCommand{"so source",                                                                     Does::script       },
    EditCommand{"mks mksession mkv mkvimrc mkview mkvie mkexrc mk redi redir wv wviminfo wundo",
                Does::write                                                                                         },
};

// Languages vim may be built with (if_pyth.txt, if_lua.txt, if_perl.txt, if_ruby.txt).
struct Embedded {
  std::string_view name;
  program::Language language;
};

constexpr std::array kEmbedded = {
    Embedded{"lua",     program::Language::lua   },
    Embedded{"perl",    program::Language::perl  },
    Embedded{"py",      program::Language::python},
    Embedded{"pyx",     program::Language::python},
    Embedded{"python",  program::Language::python},
    Embedded{"pythonx", program::Language::python},
    Embedded{"rub",     program::Language::ruby  },
    Embedded{"ruby",    program::Language::ruby  },
};

std::string_view word_of(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(0, end);
}

std::string_view behind_word(std::string_view text) {
  return base::trim(text.substr(std::min(text.find(' '), text.size())));
}

// Behind the addresses of an ex or ed command: 1,$ %  /re/ 'a . +3
std::string_view behind_address(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (c == '/' || c == '?') {
      const auto end = line.find(c, at + 1);
      at = end == std::string_view::npos ? line.size() : end + 1;
    } else if (c == '\'') {
      at += 2;
    } else if (std::string_view("0123456789,;.$%+-* \t:<>").find(c) != std::string_view::npos) {
      ++at;
    } else {
      break;
    }
  }
  return line.substr(std::min(at, line.size()));
}

// The first quoted text behind `from` of a call that is closed.
std::optional<std::string_view> quoted_behind(std::string_view text, std::size_t from) {
  const auto begin = text.find_first_of("'\"", from);
  if (begin == std::string_view::npos || text.rfind(')') < begin) return std::nullopt;
  const auto end = text.find(text[begin], begin + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return text.substr(begin + 1, end - begin - 1);
}

class Session {
 public:
  Session(const Call& call, const View& view)
      : call_(call), view_(view), is_ed_(call.name == "ed" || call.name == "red") {}

  Meaning tell() {
    const Arguments arguments =
        read_arguments({call_.name, is_ed_ ? &kEd : &kVi, call_.words, call_.span});
    if (arguments.has_any("--help --version -h")) return {};
    is_batch_ = is_ed_ || arguments.has_any("-e -E -es -s -Es") || call_.name == "ex";
    for (const Operand& operand : arguments.operands) {
      const Word& word = operand.word;
      if (word.text.starts_with('+')) {
        commands_.push_back({word.text.substr(1), word.span});
      } else if (word.text != "-") {
        files_.push_back(word);
      }
    }
    for (const GivenFlag& flag : arguments.flags) read_flag(flag);
    for (const Word& file : files_) touch(meaning_, Role::in, file, view_);
    for (const Word& command : commands_) read_line(command.text, command.span, 0);
    const auto input = is_batch_ ? view_.input() : std::nullopt;
    if (input) read_lines(*input, call_.span, 0);
    // At a terminal somebody may save; -R and view only look.
    const bool only_looks = call_.name == "view" || arguments.has_any("-R -M");
    if (!is_batch_ && commands_.empty() && !only_looks) save_all(true);
    return std::move(meaning_);
  }

 private:
  void read_flag(const GivenFlag& flag) {
    if (flag.spec.role == Role::code) {
      commands_.push_back(flag.value);
    } else if (flag.name == "-S") {
      read_script(flag.value, 0);
    } else if (flag.spec.role == Role::out) {
      touch(meaning_, Role::out, flag.value, view_);
    } else if (flag.spec.role == Role::in && flag.value.text != "NONE" &&
               flag.value.text != "NORC" && flag.value.text != "DEFAULTS") {
      touch(meaning_, Role::in, flag.value, view_);
    }
  }

  void read_script(const Word& file, int depth) {
    touch(meaning_, Role::script, file, view_);
    const auto text = view_.content(file.text);
    if (text && depth < kMaxDepth) return read_lines(*text, file.span, depth + 1);
    if (view_.there(file.text) != There::missing)
      meaning_.doubts.push_back({"an editor script that cannot be read here", file.span, false});
  }

  void read_lines(std::string_view text, Span span, int depth) {
    std::size_t lines = 0;
    bool is_text = false;  // between a, i or c and a lone dot
    for (const std::string_view line : base::split(text, '\n')) {
      if (++lines > kMaxLines) return;
      if (is_text) {
        is_text = line != ".";
        continue;
      }
      const auto command = base::trim(behind_address(line));
      is_text = command == "a" || command == "i" || command == "c" || command == "append" ||
                command == "insert" || command == "change" || command == "a!" || command == "i!";
      if (!is_text) read_line(line, span, depth);
    }
  }

  void read_line(std::string_view line, Span span, int depth) {
    const auto part = base::trim(behind_address(line));
    const auto bar = is_ed_ ? std::string_view::npos : part.find('|');
    const auto name = word_of(part);
    if (part.starts_with('!')) return run_shell(part.substr(1), span);
    if (name.starts_with("norm") || depth > kMaxDepth) return;
    if (name.starts_with("sil") || name == "exe" || name == "execute") {
      const auto rest = base::trim(part.substr(name.size()));
      const bool quoted = rest.size() > 1 && (rest.front() == '"' || rest.front() == '\'');
      return read_line(quoted ? rest.substr(1, rest.size() - 2) : rest, span, depth + 1);
    }
    if (name.starts_with("g") || name.starts_with("v")) return read_global(part, span, depth);
    const bool shells = part.find(" !") != std::string_view::npos;
    if (bar != std::string_view::npos && !shells && !name.empty() && name != "s") {
      read_line(part.substr(bar + 1), span, depth + 1);
      return do_command(name, part.substr(name.size(), bar - name.size()), span, depth);
    }
    do_command(name, part.substr(name.size()), span, depth);
  }

  // g/re/COMMAND
  void read_global(std::string_view part, Span span, int depth) {
    const auto begin = part.find_first_not_of("abcdefghijklmnopqrstuvwxyz!");
    if (begin == std::string_view::npos || depth > kMaxDepth) return;
    const auto end = part.find(part[begin], begin + 1);
    if (end != std::string_view::npos) read_line(part.substr(end + 1), span, depth + 1);
  }

  void do_command(std::string_view name, std::string_view rest, Span span, int depth) {
    for (const EditCommand& row : kCommands) {
      auto names = row.names;
      for (auto one = take_word(names); !one.empty(); one = take_word(names)) {
        if (one == name) return do_row(row, rest, span, depth);
      }
    }
    for (const Embedded& row : kEmbedded) {
      if (row.name != name) continue;
      program::read_program({row.language, base::trim(rest), span, {}, {}}, view_, meaning_);
    }
    if (name == "call" || name == "let" || name == "eval") call_function(rest, span);
  }

  void do_row(const EditCommand& row, std::string_view rest, Span span, int depth) {
    const bool forced = rest.starts_with('!');
    if (forced) rest.remove_prefix(1);
    auto file = base::trim(rest);
    if (!file.empty() && file[0] == '!') return run_shell(file.substr(1), span);
    if (forced && row.does == Does::read) return run_shell(file, span);
    while (file.starts_with("++")) file = behind_word(file);
    if (is_ed_ && file == "q") file = {};
    const bool appends = row.does == Does::append || file.starts_with(">>");
    file = base::trim(file.substr(std::min(file.find_first_not_of("> \t"), file.size())));
    const Word named{std::string(file), span};
    switch (row.does) {
      case Does::read:
        return touch(meaning_, Role::in, named, view_);
      case Does::open:
        return open(named);
      case Does::script:
        return read_script(named, depth);
      default:
        if (file.empty() || file == "%") return save_all(false);
        return touch(meaning_, appends ? Role::append : Role::out, named, view_);
    }
  }

  // "#" and "%" are files that are open already.
  void open(const Word& file) {
    if (file.text.empty() || file.text == "#" || file.text == "%") return;
    files_ = {file};
    touch(meaning_, Role::in, file, view_);
  }

  void save_all(bool maybe) {
    for (const Word& file : files_) {
      if (Touch* saved = add_touch(meaning_, Role::out, file, view_)) saved->maybe = maybe;
    }
  }

  void call_function(std::string_view text, Span span) {
    if (const auto at = text.find("writefile("); at != std::string_view::npos) {
      const auto file = quoted_behind(text, text.find(']', at));  // the lines come first
      if (file) touch(meaning_, Role::out, {std::string(*file), span}, view_);
    }
    if (const auto file = quoted_behind(text, text.find("delete("))) {
      touch(meaning_, Role::gone, {std::string(*file), span}, view_);
    }
    if (const auto command = quoted_behind(text, text.find("system("))) run_shell(*command, span);
  }

  void run_shell(std::string_view text, Span span) {
    meaning_.runs.push_back({.kind = Run::Kind::shell, .text = std::string(text), .span = span});
  }

  const Call& call_;
  const View& view_;
  const bool is_ed_;
  bool is_batch_ = false;
  Meaning meaning_;
  Words files_;
  Words commands_;
};

}  // namespace

Meaning editor(const Call& call, const View& view) {
  const bool debugs = call.name == "gdb" || call.name == "cgdb" || call.name == "lldb";
  if (debugs) return debugger(call, view);
  if (call.name.starts_with("emacs")) return emacs(call, view);
  return Session(call, view).tell();
}

}  // namespace guards::commands
