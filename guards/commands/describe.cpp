#include "guards/commands/describe.h"

#include <algorithm>

#include "guards/commands/folds.h"
#include "guards/commands/special/special.h"
#include "guards/commands/table.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// Words of the roles that place() joins.
bool is_source(Role role) {
  return role == Role::in || role == Role::from;
}
bool is_target(Role role) {
  return role == Role::to || role == Role::link;
}

class Description {
 public:
  Description(const Call& call, const View& view)
      : call_(call), view_(view), arguments_(read_arguments(call)) {}

  Meaning tell() {
    if (asks_for_help()) return {};
    tell_flags();
    tell_operands();
    tell_rest();
    tell_always();
    if (view_.wants_output()) meaning_.output = folded(call_, arguments_, view_);
    return std::move(meaning_);
  }

 private:
  bool asks_for_help() const {
    return arguments_.rest.empty() && arguments_.has_any("--help --version");
  }

  void tell_flags() {
    for (const GivenFlag& flag : arguments_.flags) {
      if (!flag.has_value || !flag.spec.takes_value) continue;
      const Role role = flag.spec.role;
      if (role == Role::cwd) {
        cwd_ = flag.value.text;
      } else if (role == Role::into) {
        into_ = &flag.value;
      } else if (role == Role::shell) {
        run_shell(flag.value);
      } else {
        touch(meaning_, role, flag.value, view_);
      }
    }
    for (Run& run : meaning_.runs) run.cwd = cwd_;
  }

  void tell_operands() {
    Placing placing;
    const Operand* target = nullptr;
    for (const Operand& operand : arguments_.operands) {
      if (is_source(operand.role)) {
        placing.role = operand.role;
        placing.sources.push_back(operand.word);
      } else if (is_target(operand.role)) {
        target = &operand;
      } else {
        tell_operand(operand);
      }
    }
    const bool copies = call_.row->operands.ends_with("TO") || is_linking();
    if (into_ != nullptr && !copies) {  // what is made from the operands goes there
      touch(meaning_, Role::into, *into_, view_);
      into_ = nullptr;
    }
    if (target == nullptr && into_ == nullptr) return tell_sources(placing);
    placing.into = into_ != nullptr || arguments_.has("--target-directory");
    placing.target = into_ != nullptr ? *into_ : target->word;
    if (is_linking()) {
      placing.role = Role::link;
      placing.symbolic = arguments_.has_any("-s --symbolic --symbolic-link");
    }
    placing.exact = arguments_.has_any("-T --no-target-directory");
    placing.keeps_links = call_.name == "cp" && placing.role == Role::in &&
                          arguments_.has_any("-P --no-dereference -d -a --archive -r -R");
    placing.keeps_parents = arguments_.has("--parents");
    placing.replaces = call_.name == "install" || arguments_.has("--remove-destination");
    tell_clash(placing);
    place(meaning_, placing, view_);
  }

  // What happens to a file that stands at the target.
  void tell_clash(Placing& placing) const {
    const bool links = placing.role == Role::link;
    const bool dereferences = !arguments_.has_any("-n --no-dereference -h");
    if (links && !dereferences && view_.link(placing.target.text)) placing.exact = true;
    placing.keeps = call_.name == "ln" ? !arguments_.has_any("-f --force -i --interactive")
                                       : !links && arguments_.has_any("-n --no-clobber");
    const bool updates = call_.name == "cp" || call_.name == "mv";
    if (updates && arguments_.has_any("-u --update")) tell_update(placing);
    if (!arguments_.has_any("-b --backup -S --suffix")) return;
    placing.keeps = false;
    const Word* suffix = arguments_.value("-S --suffix");
    const Word* control = arguments_.value("--backup");
    placing.numbered = control != nullptr && (control->text == "numbered" || control->text == "t");
    placing.backup = suffix != nullptr ? suffix->text : "~";
  }

  // cp -u, mv -u: coreutils manual, "cp invocation".
  void tell_update(Placing& placing) const {
    const Word* given = arguments_.value("--update");
    const std::string when = given == nullptr ? "older" : given->text;
    placing.keeps_newer = when == "older";
    placing.keeps = placing.keeps || when.starts_with("none");
  }

  bool is_linking() const {
    return call_.row->operands.ends_with("LINK") ||
           (call_.name == "cp" && arguments_.has_any("-s -l --symbolic-link --link"));
  }

  void tell_sources(const Placing& placing) {
    if (is_linking() && placing.sources.size() == 1) {  // ln TARGET: a link of that name, here
      Placing here = placing;
      here.target = {".", placing.sources[0].span};
      here.into = true;
      here.role = Role::link;
      here.symbolic = arguments_.has_any("-s --symbolic");
      return place(meaning_, here, view_);
    }
    for (const Word& source : placing.sources) touch(meaning_, placing.role, source, view_);
  }

  void tell_operand(const Operand& operand) {
    if (operand.role == Role::cwd) {
      cwd_ = operand.word.text;
    } else if (operand.role == Role::shell) {
      run_shell(operand.word);
    } else {
      touch(meaning_, operand.role, operand.word, view_);
    }
  }

  void run_shell(const Word& text) {
    meaning_.runs.push_back({.kind = Run::Kind::shell, .text = text.text, .span = text.span});
  }

  void tell_rest() {
    if (arguments_.rest.empty()) return;
    Run run{.kind = Run::Kind::words, .words = arguments_.rest, .span = call_.span};
    run.cwd = cwd_;
    for (const GivenFlag& flag : arguments_.flags) {  // env -u NAME
      const bool unsets = call_.name == "env" && (flag.name == "-u" || flag.name == "--unset");
      if (unsets) run.variables.push_back(flag.value);
    }
    run.variables.insert(run.variables.end(), arguments_.variables.begin(),
                         arguments_.variables.end());
    meaning_.runs.push_back(std::move(run));
  }

  void tell_always() {
    auto text = call_.row->always;
    for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
      const AlwaysSpec spec = *read_always(word);
      if (spec.otherwise && names_a(spec.role)) continue;
      if (spec.role == Role::unknown) {
        meaning_.doubts.push_back(
            {"what " + call_.name + " touches hangs on its own files", call_.span, false});
      } else if (spec.role == Role::network) {
        meaning_.effects.push_back({.verb = Verb::network, .span = call_.span, .by = call_.name});
        // Who names a place prints what stands there; others, as ssh-agent, only talk to it.
        meaning_.fetches = call_.row->operands.starts_with("NETWORK");
      } else {
        for (const std::string& path : paths_of(spec.path)) {
          touch(meaning_, spec.role, {path, call_.span}, view_);
        }
      }
    }
  }

  // "~/x", "/tmp/x_$USER"; "%.o": each file that is read with another ending, "@.o" the same here.
  std::vector<std::string> paths_of(std::string_view text) const {
    constexpr std::string_view kUser = "$USER";
    if (text.starts_with("~/") && !view_.home().empty()) {
      return {below(view_.home(), text.substr(2))};
    }
    if (text.ends_with(kUser)) {
      text.remove_suffix(kUser.size());
      return {std::string(text) + view_.variable("USER").value_or(kUnknown)};
    }
    if (!text.starts_with('%') && !text.starts_with('@')) return {std::string(text)};
    std::vector<std::string> paths;
    for (const Operand& one : arguments_.operands) {
      if (one.role != Role::in || one.word.text == "-") continue;
      const std::string name = last_part(one.word.text);
      const std::string folder = one.word.text.substr(0, one.word.text.size() - name.size());
      const std::string made = name.substr(0, name.rfind('.')).append(text.substr(1));
      paths.push_back(text.starts_with('%') ? folder + made : made);
    }
    return paths;
  }

  bool names_a(Role role) const {
    return std::ranges::any_of(arguments_.operands,
                               [&](const Operand& one) { return one.role == role; }) ||
           std::ranges::any_of(arguments_.flags, [&](const GivenFlag& one) {
             return one.has_value && one.spec.takes_value && one.spec.role == role;
           });
  }

  const Call& call_;
  const View& view_;
  Arguments arguments_;
  Meaning meaning_;
  std::string cwd_;
  const Word* into_ = nullptr;
};

// "git -C x commit -m y" -> the call "git commit" with flags of both.
Call descend(Call call) {
  while (call.row->special == Special::none && call.row->operands.ends_with("VERB")) {
    const Arguments arguments = read_arguments(call);
    if (arguments.rest.empty()) break;
    std::string name = call.name + " " + arguments.rest.front().text;
    const Command* row = find(name);
    if (row == nullptr) break;
    call = {std::move(name), row, Words(arguments.rest.begin() + 1, arguments.rest.end()),
            call.span};
  }
  return call;
}

}  // namespace

Meaning describe_by_table(const Call& call, const View& view) {
  return Description(call, view).tell();
}

Meaning describe(const Words& words, const View& view) {
  if (words.empty()) return {};
  const std::string name = last_part(words.front().text);
  const Command* row = find(name);
  if (row == nullptr) {
    Meaning meaning;
    meaning.doubts.push_back({"no facts about the command " + name, words.front().span, false});
    return meaning;
  }
  const Span span{words.front().span.begin, words.back().span.end};
  const Call call = descend({name, row, Words(words.begin() + 1, words.end()), span});
  if (call.row->special != Special::none) return describe_special(call, view);
  if (call.row->operands.ends_with("VERB")) {
    Meaning meaning;
    if (!call.words.empty() && !call.words.front().text.starts_with("-")) {
      meaning.doubts.push_back(
          {"no facts about " + call.name + " " + call.words.front().text, call.span, false});
    }
    return meaning;
  }
  return describe_by_table(call, view);
}

}  // namespace guards::commands
