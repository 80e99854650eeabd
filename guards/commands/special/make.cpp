// Source: POSIX.1-2017 XCU make; GNU make 4.3 manual: -C, -f, -n, -B, --eval, automatic variables.
#include <algorithm>
#include <set>

#include "guards/commands/arguments.h"
#include "guards/commands/special/makefile.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxRecipes = 200;

constexpr Command kMake{
    "", "N...",
    "-C,--directory=CWD -f,--file,--makefile=IN -I,--include-dir=N -j,--jobs[=N] "
    "-l,--load-average[=N] -o,--old-file=N -W,--what-if=N -E,--eval=N -O,--output-sync[=N]"};

class Building {
 public:
  Building(const Call& call, const View& view)
      : call_(call),
        view_(view),
        arguments_(read_arguments({call.name, &kMake, call.words, call.span})) {}

  Meaning tell() {
    if (arguments_.has_any("-v --version -h --help")) return {};
    find_folder();
    read_makefiles();
    Words goals;
    for (const Operand& operand : arguments_.operands) {
      const auto equals = operand.word.text.find('=');
      if (equals == std::string::npos) goals.push_back(operand.word);
    }
    for (const Operand& operand : arguments_.operands) assign(operand.word.text);
    if (goals.empty() && !makefile_.first_goal().empty()) {
      goals.push_back({makefile_.first_goal(), call_.span});
    }
    const bool quiet = arguments_.has_any("-n --just-print --dry-run --recon -q --question -p");
    for (const Word& goal : goals) {
      if (!quiet) build(goal.text, goal.span, 0);
    }
    return std::move(meaning_);
  }

 private:
  void find_folder() {
    for (const GivenFlag& flag : arguments_.flags) {
      if (flag.name != "-C" && flag.name != "--directory") continue;
      folder_ = folder_.empty() || flag.value.text.starts_with('/')
                    ? flag.value.text
                    : below(folder_, flag.value.text);
    }
  }

  std::string placed(const std::string& path) const {
    return folder_.empty() || path.starts_with('/') ? path : below(folder_, path);
  }

  void assign(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return;
    const auto end = text.find_last_not_of(":?", equals - 1);
    if (equals > 0 && end != std::string::npos)
      makefile_.override_variable(text.substr(0, end + 1), text.substr(equals + 1));
  }

  void read_makefiles() {
    bool any = false;
    for (const GivenFlag& flag : arguments_.flags) {
      if (flag.name == "--eval" || flag.name == "-E") makefile_.read(flag.value.text);
      if (flag.name != "-f" && flag.name != "--file" && flag.name != "--makefile") continue;
      any = true;
      read_makefile(flag.value);
    }
    if (any) return;
    for (const char* name : {"GNUmakefile", "makefile", "Makefile"}) {
      if (view_.there(placed(name)) != There::file) continue;
      return read_makefile({name, call_.span});
    }
  }

  void read_makefile(const Word& file) {
    const bool from_input = file.text == "-" || file.text == "/dev/stdin";
    const std::string path = placed(file.text);
    if (!from_input) touch(meaning_, Role::script, {path, file.span}, view_);
    const auto text = from_input ? view_.input() : view_.content(path);
    if (text) {
      makefile_.read(*text);
      for (const std::string& included : makefile_.take_includes()) {
        if (++includes_ < 20) read_makefile({included, file.span});
      }
    } else if (from_input || view_.there(path) != There::missing) {
      meaning_.doubts.push_back({"a makefile that cannot be read here", file.span, from_input});
    }
  }

  // Prerequisites first, as make does; whether a file is out of date is not asked.
  void build(const std::string& goal, Span span, int depth) {
    if (depth > 40 || built_.size() > kMaxRecipes || !built_.insert(goal).second) return;
    const auto rule = makefile_.rule_for(goal);
    if (!rule) return;
    for (const std::string& needed : rule->needs) {
      build(needed, span, depth + 1);
      if (!makefile_.rule_for(needed)) {
        Touch seen{.path = placed(needed), .span = span, .handed = true};
        seen.needs_target = true;
        if (view_.there(placed(needed)) == There::file) meaning_.touches.push_back(seen);
      }
    }
    for (const std::string& line : rule->recipe) {
      Run run{.kind = Run::Kind::shell, .text = line, .span = span, .cwd = folder_};
      meaning_.runs.push_back(std::move(run));
    }
  }

  const Call& call_;
  const View& view_;
  const Arguments arguments_;
  Meaning meaning_;
  Makefile makefile_;
  std::string folder_;
  std::set<std::string> built_;
  int includes_ = 0;
};

}  // namespace

Meaning make(const Call& call, const View& view) {
  return Building(call, view).tell();
}

}  // namespace guards::commands
