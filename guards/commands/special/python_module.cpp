#include "guards/commands/special/python_module.h"

#include <algorithm>

#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/program/program.h"
#include "guards/commands/table.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

void run(Meaning& meaning, std::vector<std::string> words, const Words& rest, Span span) {
  Run made{.kind = Run::Kind::words, .span = span};
  for (std::string& one : words) made.words.push_back({std::move(one), span});
  made.words.insert(made.words.end(), rest.begin(), rest.end());
  meaning.runs.push_back(std::move(made));
}

std::string flag_of(const Words& arguments) {
  return arguments.empty() ? std::string() : arguments[0].text;
}

Words from(const Words& words, std::size_t at) {
  return {words.begin() + static_cast<std::ptrdiff_t>(std::min(at, words.size())), words.end()};
}

// -e ARCHIVE [FOLDER], -c ARCHIVE FILE..., -l ARCHIVE, -t ARCHIVE
void tell_archive(Meaning& meaning, const Word& module, const Words& arguments) {
  const std::string flag = flag_of(arguments);
  const Words rest = from(arguments, 1);
  if (rest.empty()) return;
  const bool zip = module.text == "zipfile";
  const bool extracts = flag == "-e" || flag == "--extract";
  const bool creates = flag == "-c" || flag == "--create";
  const std::string folder = rest.size() > 1 ? rest[1].text : ".";
  const std::string& path = rest[0].text;
  if (extracts && zip) {
    run(meaning, {"unzip", "-o", path, "-d", folder}, {}, module.span);
  } else if (extracts) {
    run(meaning, {"tar", "-x", "-f", path, "-C", folder}, {}, module.span);
  } else if (creates) {
    run(meaning,
        zip ? std::vector<std::string>{"zip", "-r", path}
            : std::vector<std::string>{"tar", "-c", "-f", path},
        from(rest, 1), module.span);
  } else {
    meaning.touches.push_back({.path = path, .span = rest[0].span});
  }
}

// Looks for files of tests below a folder (pytest 7, "Test discovery").
class Discovery {
 public:
  Discovery(const Word& module, const View& view, Meaning& meaning)
      : module_(module), view_(view), meaning_(meaning) {}

  void below_folder(const std::string& folder, int depth) {
    for (const std::string& name : view_.list(folder).value_or(std::vector<std::string>{})) {
      if (++seen_ > kMaxSeen || name.starts_with('.') || name == "node_modules") continue;
      const std::string path = folder == "." ? name : below(folder, name);
      const bool tests =
          name.ends_with(".py") &&
          (name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py");
      if (tests) {
        read_tests(path);
      } else if (depth > 0 && view_.there(path) == There::folder) {
        below_folder(path, depth - 1);
      }
    }
  }

  // The file is imported: what stands at its top runs, and its package's __init__.py.
  void read_tests(const std::string& path) {
    for (auto slash = path.rfind('/'); slash != std::string::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
      read_file(path.substr(0, slash) + "/__init__.py");
    }
    const auto text = view_.content(path);
    read_file(path);
    if (!text) return;
    program::read_program({program::Language::python, *text, module_.span, path, {}}, view_,
                          meaning_);
  }

  bool read_file(const std::string& path) {
    if (view_.there(path) != There::file) return false;
    meaning_.touches.push_back({.path = path, .span = module_.span, .handed = true});
    return true;
  }

 private:
  static constexpr std::size_t kMaxSeen = 400;

  const Word& module_;
  const View& view_;
  Meaning& meaning_;
  std::size_t seen_ = 0;
};

void tell_tests(Meaning& meaning, const Word& module, const Words& arguments, const View& view) {
  constexpr int kMaxDepth = 5;
  Discovery discovery(module, view, meaning);
  if (module.text == "pytest") {
    for (const char* name : {"pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"}) {
      if (discovery.read_file(name)) break;
    }
  }
  bool has_operands = false;
  for (const Word& word : arguments) {
    if (word.text == "--version" || word.text == "--help" || word.text == "-h") return;
    const std::string path = word.text.substr(0, word.text.find("::"));
    const There there = view.there(path);
    if (word.text.starts_with('-') || there == There::missing) continue;
    has_operands = true;
    if (there == There::folder) discovery.below_folder(path, kMaxDepth);
    if (there == There::file) discovery.read_tests(path);
  }
  if (has_operands) return;
  if (module.text == "pytest") return discovery.below_folder(".", kMaxDepth);
  for (const std::string& name : view.list(".").value_or(std::vector<std::string>{})) {
    discovery.read_file(name + "/__init__.py");
  }
}

// A module of the work tree itself.
std::optional<std::string> own_module(std::string path, const View& view) {
  std::ranges::replace(path, '.', '/');
  for (const char* ending : {".py", "/__main__.py"}) {
    if (view.there(path + ending) == There::file) return path + ending;
  }
  return std::nullopt;
}

}  // namespace

Meaning python_module(const Word& module, const Words& arguments, const View& view) {
  Meaning meaning;
  const std::string& name = module.text;
  if (name == "zipfile" || name == "tarfile") {
    tell_archive(meaning, module, arguments);
    return meaning;
  }
  if (name == "pytest" || name == "unittest") tell_tests(meaning, module, arguments, view);
  if (name == "unittest") return meaning;
  if (const Command* row = find("python-module " + name)) {
    const Call call{"python-module " + name, row, arguments, module.span};
    meaning = describe_by_table(call, view);
    const Arguments read = read_arguments(call);
    if (!read.rest.empty()) run(meaning, {"python3"}, read.rest, module.span);
    return meaning;
  }
  if (const auto path = own_module(name, view)) {
    run(meaning, {"python3", *path}, arguments, module.span);
    return meaning;
  }
  std::string program = name;
  std::ranges::replace(program, '_', '-');
  for (const std::string& one : {name, program}) {
    if (find(one) == nullptr) continue;
    run(meaning, {one}, arguments, module.span);
    return meaning;
  }
  meaning.doubts.push_back({"no facts about python -m " + name, module.span});
  return meaning;
}

}  // namespace guards::commands
