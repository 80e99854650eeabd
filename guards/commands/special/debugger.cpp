// Sources: gdb(1) and "Debugging with GDB" 13: -ex, -x, shell, python, dump, logging; lldb(1): -o,
// -s.
#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/program/program.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr int kMaxDepth = 3;
constexpr std::size_t kMaxLines = 2'000;

constexpr Command kDebugger{
    "", "IN N...",
    "-ex,--ex,--eval-command,-eval-command=CODE -iex,--init-eval-command=CODE "
    "-x,--command,-command=SCRIPT -ix,--init-command=SCRIPT -o,--one-line=CODE "
    "-O,--one-line-before-file=CODE -s,--source=SCRIPT -S,--source-before-file=SCRIPT "
    "-p,--pid,-pid=N -c,--core,-core=IN -cd,--cd=CWD -d,--directory=N -args,--args=N "
    "-f,--file=IN -n,--attach-name=N -b=N -l=N -tty=N"};

enum class Does : std::uint8_t { shell, python, read_script, write, append, write_last };

// Words in front, and what the rest is.
struct DebugCommand {
  std::string_view words;
  Does does;
};

// A longer row stands before a shorter one that begins alike.
constexpr std::array kCommands = {
    DebugCommand{"platform shell",        Does::shell      },
    DebugCommand{"shell",                 Does::shell      },
    DebugCommand{"!",                     Does::shell      },
    DebugCommand{"make",                  Does::shell      },
    DebugCommand{"python-interactive",    Does::python     },
    DebugCommand{"python",                Does::python     },
    DebugCommand{"py",                    Does::python     },
    DebugCommand{"pi",                    Does::python     },
    DebugCommand{"script",                Does::python     },
    DebugCommand{"source",                Does::read_script},
    DebugCommand{"command source",        Does::read_script},
    DebugCommand{"set logging file",      Does::append     },
    DebugCommand{"save breakpoints",      Does::write      },
    DebugCommand{"save gdb-index",        Does::write      },
    DebugCommand{"save tracepoints",      Does::write      },
    DebugCommand{"generate-core-file",    Does::write      },
    DebugCommand{"gcore",                 Does::write      },
    DebugCommand{"process save-core",     Does::write_last },
    DebugCommand{"memory read --outfile", Does::write      },
    DebugCommand{"dump binary value",     Does::write      },
    DebugCommand{"dump binary memory",    Does::write      },
    DebugCommand{"dump memory",           Does::write      },
    DebugCommand{"dump value",            Does::write      },
    DebugCommand{"append binary value",   Does::append     },
    DebugCommand{"append binary memory",  Does::append     },
    DebugCommand{"append memory",         Does::append     },
    DebugCommand{"append value",          Does::append     },
};

class Session {
 public:
  Session(const Call& call, const View& view) : view_(view), call_(call) {}

  Meaning tell() {
    const Arguments arguments = read_arguments({call_.name, &kDebugger, call_.words, call_.span});
    if (arguments.has_any("--version --help -h -v")) return {};
    for (const Operand& operand : arguments.operands) {
      if (operand.role == Role::in) touch(meaning_, Role::in, operand.word, view_);
    }
    for (const GivenFlag& flag : arguments.flags) {
      if (flag.spec.role == Role::code) read_line(flag.value.text, flag.value.span, 0);
      if (flag.spec.role == Role::script) read_script(flag.value, 0);
    }
    if (const auto input = view_.input()) read_lines(*input, call_.span, 0);
    return std::move(meaning_);
  }

 private:
  void read_script(const Word& file, int depth) {
    touch(meaning_, Role::script, file, view_);
    const auto text = view_.content(file.text);
    if (text && depth < kMaxDepth && file.text.ends_with(".py")) {
      run_python(*text, file.span, file.text);
    } else if (text && depth < kMaxDepth) {
      read_lines(*text, file.span, depth + 1);
    } else if (view_.there(file.text) != There::missing) {
      meaning_.doubts.push_back({"a debugger script that cannot be read here", file.span});
    }
  }

  // `python` alone opens lines of it, up to `end`.
  void read_lines(std::string_view text, Span span, int depth) {
    std::string python;
    bool is_python = false;
    std::size_t lines = 0;
    for (const std::string_view line : base::split(text, '\n')) {
      if (++lines > kMaxLines) return;
      const auto bare = base::trim(line);
      if (is_python && bare == "end") {
        run_python(python, span, {});
        python.clear();
        is_python = false;
      } else if (is_python) {
        python += std::string(line) + "\n";
      } else if (bare == "python" || bare == "py") {
        is_python = true;
      } else {
        read_line(line, span, depth);
      }
    }
    if (!python.empty()) run_python(python, span, {});
  }

  void read_line(std::string_view line, Span span, int depth) {
    const auto part = base::trim(line);
    for (const DebugCommand& row : kCommands) {
      if (!part.starts_with(row.words)) continue;
      const auto rest = part.substr(row.words.size());
      const bool whole = rest.empty() || rest[0] == ' ' || row.words == "!";
      if (whole) return do_row(row.does, base::trim(rest), span, depth);
    }
  }

  void do_row(Does does, std::string_view rest, Span span, int depth) {
    if (rest.empty()) return;
    auto words = rest;
    std::string file(take_word(words));
    if (does == Does::write_last) {
      for (auto word = take_word(words); !word.empty(); word = take_word(words)) file = word;
    }
    const Word named{file, span};
    switch (does) {
      case Does::shell:
        meaning_.runs.push_back(
            {.kind = Run::Kind::shell, .text = std::string(rest), .span = span});
        return;
      case Does::python:
        return run_python(rest, span, {});
      case Does::read_script:
        return read_script(named, depth);
      default:
        touch(meaning_, does == Does::append ? Role::append : Role::out, named, view_);
    }
  }

  void run_python(std::string_view text, Span span, const std::string& script) {
    program::read_program({program::Language::python, text, span, script, {}}, view_, meaning_);
  }

  const View& view_;
  const Call& call_;
  Meaning meaning_;
};

}  // namespace

Meaning debugger(const Call& call, const View& view) {
  return Session(call, view).tell();
}

}  // namespace guards::commands
