// Source: just(1) 1.13: recipes, dependencies, parameters, -f, -d, -n, --set.
#include <algorithm>
#include <array>
#include <map>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxRuns = 200;

constexpr Command kJust{"", "N...",
                        "-f,--justfile=IN -d,--working-directory=CWD --set=N --shell=N --color=N"};

struct Recipe {
  std::vector<std::string> needs;
  std::vector<std::string> lines;
};

class Justfile {
 public:
  Justfile(const Call& call, const View& view)
      : view_(view), arguments_(read_arguments({call.name, &kJust, call.words, call.span})) {
    span_ = call.span;
  }

  Meaning tell() {
    constexpr std::string_view kAsking =
        "-n --dry-run -l --list --summary --show -s --evaluate --dump --choose --version -V --help";
    if (arguments_.has_any(kAsking) || !load()) return std::move(meaning_);
    for (const Operand& operand : arguments_.operands) run(operand.word.text, operand.word.span, 0);
    if (arguments_.operands.empty()) run(first_, span_, 0);
    return std::move(meaning_);
  }

 private:
  bool load() {
    Word file{"", span_};
    if (const Word* given = arguments_.value("-f --justfile")) {
      file = *given;
    } else {
      for (const char* name : {"justfile", "Justfile", ".justfile"}) {
        if (file.text.empty() && view_.there(name) == There::file) file.text = name;
      }
    }
    if (file.text.empty()) return false;
    touch(meaning_, Role::script, file, view_);
    const auto text = view_.content(file.text);
    if (!text) {
      if (view_.there(file.text) != There::missing)
        meaning_.doubts.push_back({"a justfile that cannot be read here", file.span, false});
      return false;
    }
    for (const std::string_view line : base::split(*text, '\n')) read_line(line);
    return true;
  }

  void read_line(std::string_view line) {
    if (base::trim(line).empty() || line.starts_with('#') || line.starts_with('[')) return;
    if (line.starts_with(' ') || line.starts_with('\t')) {
      if (!open_.empty()) recipes_[open_].lines.emplace_back(base::trim(line));
      return;
    }
    open_.clear();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const auto head = line.substr(0, colon);
    if (line.substr(colon).starts_with(":="))
      assign(base::trim(head), base::trim(line.substr(colon + 2)));
    else
      open_recipe(head, line.substr(colon + 1));
  }

  void assign(std::string_view name, std::string_view value) {
    const bool quoted = value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
                        value.back() == value.front();
    values_[std::string(name)] = quoted ? std::string(value.substr(1, value.size() - 2)) : kUnknown;
  }

  void open_recipe(std::string_view head, std::string_view needs) {
    while (head.starts_with('@')) head.remove_prefix(1);
    open_ = std::string(take_word(head));
    if (first_.empty()) first_ = open_;
    for (auto word = take_word(needs); !word.empty(); word = take_word(needs)) {
      if (word != "&&") recipes_[open_].needs.emplace_back(word);
    }
  }

  void run(const std::string& name, Span span, int depth) {
    const auto at = recipes_.find(name);
    if (at == recipes_.end() || depth > 20 || meaning_.runs.size() > kMaxRuns) return;
    for (const std::string& needed : at->second.needs) run(needed, span, depth + 1);
    const auto& lines = at->second.lines;
    if (!lines.empty() && lines[0].starts_with("#!")) return run_script(lines, span);
    for (const std::string& line : lines) {
      std::string text = filled(line);
      text.erase(0, std::min(text.find_first_not_of("@-"), text.size()));
      add(std::move(text), span);
    }
  }

  // A recipe that begins with #! is one program.
  void run_script(const std::vector<std::string>& lines, Span span) {
    if (lines[0].find("sh") == std::string::npos) {
      meaning_.doubts.push_back({"a recipe in another language", span, false});
      return;
    }
    std::string text;
    for (const std::string& line : lines) text += filled(line) + "\n";
    add(std::move(text), span);
  }

  void add(std::string text, Span span) {
    Run made{.kind = Run::Kind::shell, .text = std::move(text), .span = span};
    if (const Word* folder = arguments_.value("-d --working-directory")) made.cwd = folder->text;
    meaning_.runs.push_back(std::move(made));
  }

  // {{name}} filled in; anything else between the braces is a hole.
  std::string filled(const std::string& line) const {
    std::string out = line;
    for (auto at = out.find("{{"); at != std::string::npos; at = out.find("{{", at + 1)) {
      const auto end = out.find("}}", at);
      if (end == std::string::npos) break;
      const auto value = values_.find(std::string(base::trim(out.substr(at + 2, end - at - 2))));
      out.replace(at, end + 2 - at, value == values_.end() ? kUnknown : value->second);
    }
    return out;
  }

  const View& view_;
  const Arguments arguments_;
  Meaning meaning_;
  Span span_;
  std::map<std::string, Recipe> recipes_;
  std::map<std::string, std::string> values_;
  std::string first_;
  std::string open_;
};

}  // namespace

Meaning just(const Call& call, const View& view) {
  return Justfile(call, view).tell();
}

}  // namespace guards::commands
