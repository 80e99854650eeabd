// Programs that a program runs or loads: shells, commands, modules, texts of its own language.
#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "guards/commands/program/reader.h"
#include "guards/commands/touching.h"

namespace guards::commands::program {

namespace {

constexpr std::size_t kMaxLoaded = 24;
constexpr std::size_t kMaxFile = 128U << 10U;

}  // namespace

// "node:fs" is fs; the packages that stand in for fs are fs, too.
std::string plain_module(std::string name) {
  if (name.starts_with("node:")) name = name.substr(5);
  if (name == "fs/promises" || name == "fs-extra" || name == "graceful-fs") return "fs";
  return name == "path/posix" ? "path" : name;
}

Value Reader::do_program(const FactRow& row, const Value& first, const Given& given,
                         std::string_view name) {
  switch (row.act) {
    case Act::shell:
      run_shell(first, given, name);
      return {};
    case Act::command:
      run_command(row, first, given, name);
      return {};
    case Act::evaluate:
      evaluate(first, given, name);
      return {};
    case Act::load:
      return load(first, name);
    case Act::chdir:
      for (const std::string& one : texts_of(first)) folder_ = placed(one);
      return {};
    case Act::network:
      meaning_.effects.push_back(
          {.verb = Verb::network, .span = program_.span, .by = std::string(name)});
      return {};
    default:
      doubt(name, "what is changed");
      return {};
  }
}

void Reader::evaluate(const Value& text, const Given& given, std::string_view name) {
  using Kind = Value::Kind;
  if (given.items.empty() || text.is(Kind::absent) || text.is(Kind::list)) return;  // eval { ... }
  if (text.is(Kind::contents)) {
    for (const std::string& path : text.texts) load_file(path);
    return;
  }
  if (!text.is(Kind::text)) return doubt(name, "the text evaluated");
  for (const std::string& one : text.texts) {
    const bool known = one.find(kHole) == std::string::npos;
    if (!known) doubt(name, "the text evaluated");
    if (known) read_text(std::string(one), syntax_->language, true);
  }
}

Value Reader::load(const Value& module, std::string_view name) {
  using Kind = Value::Kind;
  if (!module.is(Kind::text)) return {};
  const std::string& text = module.texts[0];
  if (syntax_->language == Language::python) {
    load_python(text);
    return Value::of(Kind::name, {text});
  }
  const bool is_path =
      text.starts_with('.') || text.starts_with('/') || !base::extension(text).empty();
  if (!is_path && name != "load" && name != "dofile")
    return Value::of(Kind::name, {plain_module(text)});
  load_path(text, name);
  return {};
}

// From beside the script, or from where the program runs.
void Reader::load_path(const std::string& text, std::string_view name) {
  const bool here = syntax_->language == Language::php || syntax_->language == Language::lua ||
                    name == "load" || name == "do";
  const std::string folder = script_.empty() || here ? "" : std::string(base::dir_name(script_));
  const std::string path = text.starts_with('/') || folder.empty() ? text : below(folder, text);
  for (const char* ending : {"", ".js", ".json", ".ts", ".rb", ".lua", "/index.js"}) {
    if (view_.there(path + ending) == There::file && load_file(path + ending)) break;
  }
}

// Reads a file once as more of this program.
bool Reader::load_file(const std::string& path) {
  if (std::ranges::find(loaded_, path) != loaded_.end()) return true;
  if (loaded_.size() >= kMaxLoaded) return false;
  const auto text = view_.content(placed(path));
  if (!text) return false;
  loaded_.push_back(path);
  meaning_.touches.push_back({.path = placed(path), .span = program_.span, .handed = true});
  const Language language = language_of_file(path);
  if (text->size() > kMaxFile) {
    doubt(path, "what is done");
  } else if (language != Language::other && base::extension(path) != ".json") {
    const std::string outer = std::exchange(script_, path);
    read_text(*text, language, false);
    script_ = outer;
  }
  return true;
}

// Modules beside the script, or in the folder the program runs in.
bool Reader::load_python(const std::string& module) {
  if (module.empty() || module.starts_with('.')) return false;
  std::string folder = script_.empty() ? "" : std::string(base::dir_name(script_));
  if (folder == ".") folder.clear();
  return load_python_below(folder, module) || (!folder.empty() && load_python_below("", module));
}

bool Reader::load_python_below(std::string path, const std::string& module) {
  bool found = false;
  for (std::size_t at = 0; at <= module.size();) {
    const auto end = std::min(module.find('.', at), module.size());
    const std::string part = module.substr(at, end - at);
    path = path.empty() ? part : below(path, part);
    found = false;
    for (const char* ending : {"/__init__.py", ".py"}) {
      if (view_.there(placed(path + ending)) == There::file) found = load_file(path + ending);
    }
    if (!found && view_.there(placed(path)) != There::folder) return false;
    at = end + 1;
  }
  return found;
}

}  // namespace guards::commands::program
