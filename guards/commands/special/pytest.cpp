// Source: pytest 7.4 --help and "Configuration" (rootdir); pytest-cov 4, "Reporting".
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/python_tests.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// A file that makes its folder the root: always, or when it has that section.
struct Mark {
  const char* name;
  std::string_view section;
};
constexpr std::array kMarks = {
    Mark{"pytest.ini",     ""            },
    Mark{".pytest.ini",    ""            },
    Mark{"pyproject.toml", "[tool.pytest"},
    Mark{"tox.ini",        "[pytest]"    },
    Mark{"setup.cfg",      "[tool:pytest"},
    Mark{"setup.py",       ""            },
};

bool is_root(const std::string& folder, const View& view) {
  for (const Mark& mark : kMarks) {
    const std::string path = folder.empty() ? mark.name : below(folder, mark.name);
    if (view.there(path) != There::file) continue;
    if (mark.section.empty()) return true;
    const auto text = view.content(path);
    if (text && text->find(mark.section) != std::string::npos) return true;
  }
  return false;
}

// As a path in front of names: "", "../", ...
std::string root_of(const Arguments& arguments, const View& view) {
  if (const Word* given = arguments.value("--rootdir")) return below(given->text, "");
  std::string up;
  for (int i = 0; i < 8; ++i, up += "../") {
    if (is_root(up, view)) return up;
    if (view.there(up + ".git") != There::missing) break;
  }
  return {};
}

// The settings file that is looked at, whether it has a section for pytest or not.
void read_settings(Meaning& meaning, const std::string& root, Span span, const View& view) {
  for (const Mark& mark : kMarks) {
    if (view.there(root + mark.name) != There::file) continue;
    meaning.touches.push_back({.path = root + mark.name, .span = span, .handed = true});
    return;
  }
}

struct Report {
  std::string_view kind;
  Role role;
  const char* file;
};
constexpr std::array kReports = {
    Report{"html",     Role::made, "htmlcov"      },
    Report{"xml",      Role::out,  "coverage.xml" },
    Report{"json",     Role::out,  "coverage.json"},
    Report{"lcov",     Role::out,  "coverage.lcov"},
    Report{"annotate", Role::into, "."            },
};

void tell_coverage(Meaning& meaning, const Arguments& arguments, Span span, const View& view) {
  if (!arguments.has("--cov") || arguments.has("--no-cov")) return;
  touch(meaning, Role::out, {".coverage", span}, view);
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name != "--cov-report") continue;
    const std::string& text = flag.value.text;
    const auto colon = text.find(':');
    for (const Report& report : kReports) {
      if (text.substr(0, colon) != report.kind) continue;
      const auto file = colon == std::string::npos ? report.file : text.substr(colon + 1);
      touch(meaning, report.role, {file, flag.value.span}, view);
    }
  }
}

void tell_cache(Meaning& meaning, const Arguments& arguments, const Word& otherwise,
                const View& view) {
  Word cache = otherwise;
  for (const GivenFlag& flag : arguments.flags) {
    constexpr std::string_view kSetting = "cache_dir=";
    if (flag.name == "-p" && flag.value.text == "no:cacheprovider") return;
    if ((flag.name == "-o" || flag.name == "--override-ini") &&
        flag.value.text.starts_with(kSetting)) {
      cache = {flag.value.text.substr(kSetting.size()), flag.value.span};
    }
  }
  touch(meaning, Role::into, cache, view);
}

}  // namespace

Meaning pytest(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  if (arguments.has_any("--version -V --help -h --markers --fixtures --fixtures-per-test"))
    return {};
  Meaning meaning = describe_by_table(call, view);
  const std::string root = root_of(arguments, view);
  read_settings(meaning, root, call.span, view);
  tell_cache(meaning, arguments, {root + ".pytest_cache", call.span}, view);
  tell_coverage(meaning, arguments, call.span, view);
  Words tests;
  for (const Operand& operand : arguments.operands) tests.push_back(operand.word);
  PythonTests(call.span, view, meaning).run_pytest(tests);
  return meaning;
}

}  // namespace guards::commands
