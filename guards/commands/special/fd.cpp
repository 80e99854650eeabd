// Source: fd(1) 8.6.
#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/regex.h"
#include "guards/commands/special/find_expression.h"
#include "guards/commands/special/special.h"
#include "guards/commands/special/visible_files.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kFd{
    "", "N TREE...",
    "-e,--extension=N -t,--type=N -d,--max-depth,--maxdepth=N --min-depth=N --exact-depth=N "
    "-E,--exclude=N -S,--size=N --changed-within=N --changed-before=N -c,--color=N -j,--threads=N "
    "-o,--owner=N --base-directory=CWD --and=N --path-separator=N --max-results=N --search-path=N "
    "--ignore-file=IN --format=N --batch-size=N"};

class Search {
 public:
  Search(const Call& call, const View& view) : call_(call), view_(view) { take_command(); }

  Meaning tell() {
    if (arguments_.has_any("--help --version -V")) return {};
    find();
    if (!arguments_.has_any("-I --no-ignore -u --unrestricted"))
      read_ignore_files(meaning_, call_.span, view_);
    if (!command_.empty()) {
      if (together_)
        run(names_);
      else
        for (const std::string& name : names_) run({name});
    } else if (view_.wants_output()) {
      std::string out;
      const char end = arguments_.has_any("-0 --print0") ? '\0' : '\n';
      for (const std::string& name : names_) out += name + end;
      meaning_.output = std::move(out);
    }
    return std::move(meaning_);
  }

 private:
  // -x CMD ... [;] and -X CMD ... [;] end the words of fd itself.
  void take_command() {
    Words own;
    bool inside = false;
    for (const Word& word : call_.words) {
      const bool each = word.text == "-x" || word.text == "--exec";
      const bool all = word.text == "-X" || word.text == "--exec-batch";
      if (!inside && (each || all)) {
        inside = true;
        together_ = all;
      } else if (inside && word.text == ";") {
        inside = false;
      } else {
        (inside ? command_ : own).push_back(word);
      }
    }
    arguments_ = read_arguments({call_.name, &kFd, std::move(own), call_.span});
  }

  void find() {
    Visibility wanted;
    wanted.hidden = arguments_.has_any("-H --hidden -u --unrestricted");
    wanted.ignored = arguments_.has_any("-I --no-ignore -u --unrestricted");
    if (const Word* depth = arguments_.value("-d --max-depth --maxdepth"))
      wanted.depth = static_cast<int>(base::to_int(depth->text).value_or(99));
    std::vector<std::string> roots;
    for (std::size_t i = 1; i < arguments_.operands.size(); ++i)
      roots.push_back(arguments_.operands[i].word.text);
    if (roots.empty()) roots.emplace_back(".");
    compile();
    for (const std::string& root : roots) {
      const auto found = visible_files(root, wanted, view_);
      if (!found) {
        names_.assign(1, below(root, kUnknown));
        maybe_ = true;
        return;
      }
      for (const VisibleFile& one : *found) {
        if (is_wanted(one)) names_.push_back(one.path);
      }
    }
  }

  void compile() {
    if (arguments_.operands.empty()) return;
    pattern_ = arguments_.operands[0].word.text;
    const bool folded = std::ranges::none_of(pattern_, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool ignores_case =
        arguments_.has_any("-i --ignore-case") || (folded && !arguments_.has("-s"));
    if (arguments_.has_any("-g --glob -F --fixed-strings")) return;
    regex_ = Regex::compile(pattern_, Dialect::perl, ignores_case);
    maybe_ = maybe_ || (!pattern_.empty() && !regex_);
  }

  bool is_wanted(const VisibleFile& file) {
    const std::string name =
        arguments_.has_any("-p --full-path") ? file.path : last_part(file.path);
    if (arguments_.has_any("-g --glob")) {
      if (!pattern_.empty() && !fits_name(pattern_, name)) return false;
    } else if (arguments_.has_any("-F --fixed-strings")) {
      if (name.find(pattern_) == std::string::npos) return false;
    } else if (regex_ && !regex_->is_in(name)) {
      return false;
    }
    return has_extension(name) && has_type(file) && !is_excluded(file);
  }

  bool has_extension(const std::string& name) const {
    bool asked = false;
    for (const GivenFlag& flag : arguments_.flags) {
      if (flag.name != "-e" && flag.name != "--extension") continue;
      asked = true;
      const bool dotted = flag.value.text.starts_with('.');
      if (name.ends_with(dotted ? flag.value.text : "." + flag.value.text)) return true;
    }
    return !asked;
  }

  bool has_type(const VisibleFile& file) const {
    const Word* type = arguments_.value("-t --type");
    if (type == nullptr || type->text.empty()) return true;
    const bool link = view_.link(file.path).has_value();
    switch (type->text[0]) {
      case 'f':
        return !file.folder && !link;
      case 'd':
        return file.folder;
      case 'l':
        return link;
      default:
        return true;
    }
  }

  bool is_excluded(const VisibleFile& file) const {
    return std::ranges::any_of(arguments_.flags, [&](const GivenFlag& flag) {
      return (flag.name == "-E" || flag.name == "--exclude") &&
             (fits_name(flag.value.text, last_part(file.path)) ||
              file.path.starts_with(flag.value.text + "/"));
    });
  }

  // {} the path, {/} its name, {//} its folder, {.} without extension, {/.} name without it.
  static std::string filled(std::string text, const std::string& path) {
    const std::string name = last_part(path);
    const auto dot = [](const std::string& one) { return one.substr(0, one.rfind('.')); };
    const std::string folder =
        path.size() > name.size() ? path.substr(0, path.size() - name.size() - 1) : ".";
    const std::array<std::pair<std::string_view, std::string>, 5> marks = {
        std::pair{"{/.}", dot(name)},
        {"{//}", folder   },
        {"{.}",  dot(path)},
        {"{/}",  name     },
        {"{}",   path     }
    };
    for (const auto& [mark, value] : marks) {
      for (auto at = text.find(mark); at != std::string::npos;
           at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    }
    return text;
  }

  void run(const std::vector<std::string>& names) {
    if (names.empty()) return;
    Run one{.kind = Run::Kind::words, .span = call_.span, .maybe = maybe_};
    bool marked = false;
    for (const Word& word : command_) {
      const bool has_mark =
          word.text.find('{') != std::string::npos && filled(word.text, "\x01") != word.text;
      marked = marked || has_mark;
      if (!has_mark) {
        one.words.push_back(word);
        continue;
      }
      for (const std::string& name : names)
        one.words.push_back({filled(word.text, name), word.span});
    }
    if (!marked) {
      for (const std::string& name : names) one.words.push_back({name, call_.span});
    }
    meaning_.runs.push_back(std::move(one));
  }

  const Call& call_;
  const View& view_;
  Arguments arguments_;
  Words command_;
  bool together_ = false;
  Meaning meaning_;
  std::string pattern_;
  std::optional<Regex> regex_;
  std::vector<std::string> names_;
  bool maybe_ = false;
};

}  // namespace

Meaning fd(const Call& call, const View& view) {
  return Search(call, view).tell();
}

}  // namespace guards::commands
