#include "guards/commands/special/python_tests.h"

#include "coord/base/text.h"
#include "guards/commands/program/program.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr int kMaxDepth = 5;
constexpr std::size_t kMaxSeen = 400;
constexpr std::size_t kMaxFollowed = 60;  // each is a program to read

bool is_test_file(std::string_view name) {
  return name.ends_with(".py") &&
         (name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py");
}

std::string_view name_behind(std::string_view line, std::string_view keyword) {
  line.remove_prefix(keyword.size());
  return line.substr(0, line.find_first_of("(: "));
}

// A call of one test: the fixtures for scratch folders are what they are, others are not known.
std::string call_of(std::string_view name, std::string_view parameters) {
  std::string call(name);
  call += '(';
  for (auto text = parameters; !text.empty();) {
    auto one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(one.size() + 1, text.size()));
    one = base::trim(one.substr(0, one.find_first_of(":=")));
    if (one.empty() || one == "self" || one.starts_with('*')) continue;
    const bool scratch = one.starts_with("tmp_path") || one.starts_with("tmpdir");
    call += scratch ? "__import__('pathlib').Path('/tmp/pytest')," : "fixture,";
  }
  return call + ")\n";
}

// The class whose body goes on behind a line at the left edge.
std::string type_behind(std::string_view line, const std::string& before) {
  if (line.starts_with("class ")) return std::string(name_behind(line, "class "));
  return line.starts_with("def ") ? std::string() : before;
}

// The calls a runner makes of the functions and methods in `text` that are tests.
std::string calls_in(std::string_view text) {
  std::string calls;
  std::string type;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    const auto open = text.find('(', at);
    const auto close = std::min(text.find(')', at), text.size());
    at = end + 1;
    const bool inside = line.starts_with(' ') || line.starts_with('\t');
    line = base::trim(line);
    if (!inside) type = type_behind(line, type);
    if (line.starts_with("async ")) line.remove_prefix(6);
    if (!line.starts_with("def test") || open >= close || (inside && type.empty())) continue;
    const std::string prefix = inside ? type + "()." : std::string();
    calls += prefix + call_of(name_behind(line, "def "), text.substr(open + 1, close - open - 1));
  }
  return calls;
}

}  // namespace

void PythonTests::below_folder(const std::string& folder, int depth) {
  for (const std::string& name : view_.list(folder).value_or(std::vector<std::string>{})) {
    if (++seen_ > kMaxSeen || name.starts_with('.') || name == "node_modules") continue;
    const std::string path = folder == "." ? name : below(folder, name);
    if (is_test_file(name)) {
      run_file(path);
    } else if (name.starts_with("test") && name.ends_with(".txt")) {  // --doctest-glob
      read_file(path);
    } else if (depth > 0 && view_.there(path) == There::folder) {
      below_folder(path, depth - 1);
    }
  }
}

// The file is imported: what stands at its top runs, and its package's __init__.py; then its tests.
void PythonTests::run_file(const std::string& path) {
  for (auto slash = path.rfind('/'); slash != std::string::npos && slash > 0;
       slash = path.rfind('/', slash - 1)) {
    read_file(path.substr(0, slash) + "/__init__.py");
  }
  auto text = view_.content(path);
  if (!read_file(path)) return;
  if (!text || ++followed_ > kMaxFollowed) {
    if (followed_ <= kMaxFollowed + 1) {
      meaning_.doubts.push_back({"what more tests do than are followed", span_});
    }
    return;
  }
  *text += "\n" + calls_in(*text);
  program::read_program({program::Language::python, *text, span_, path, {}}, view_, meaning_);
}

bool PythonTests::read_file(const std::string& path) {
  if (view_.there(path) != There::file) return false;
  meaning_.touches.push_back({.path = path, .span = span_, .handed = true});
  return true;
}

bool PythonTests::run_named(const std::string& word) {
  const std::string path = word.substr(0, word.find("::"));
  const There there = view_.there(path);
  if (word.starts_with('-') || there == There::missing) return false;
  if (there == There::folder) below_folder(path, kMaxDepth);
  if (there == There::file) run_file(path);
  return true;
}

void PythonTests::run_pytest(const Words& operands) {
  bool any = false;
  for (const Word& word : operands) any = run_named(word.text) || any;
  if (!any && operands.empty()) below_folder(".", kMaxDepth);
}

void PythonTests::run_unittest(const Words& arguments) {
  bool any = false;
  for (const Word& word : arguments) {
    if (word.text == "--help" || word.text == "-h") return;
    any = run_named(word.text) || any;
  }
  if (any) return;
  for (const std::string& name : view_.list(".").value_or(std::vector<std::string>{})) {
    read_file(name + "/__init__.py");
  }
}

}  // namespace guards::commands
