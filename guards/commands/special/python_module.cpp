#include "guards/commands/special/python_module.h"

#include <algorithm>

#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/python_tests.h"
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
  if (name == "unittest") {
    PythonTests(module.span, view, meaning).run_unittest(arguments);
    return meaning;
  }
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
